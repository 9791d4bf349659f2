import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { addressOf } from '#core/contract/addresses.ts';
import { pricesQuery } from '../../client/queries.ts';
import { AddButtons } from '../../shell/add-buttons.tsx';
import { creditsText } from '../../shell/credits.tsx';
import { Page } from '../../shell/page.tsx';
import { ChatExample } from './chat-example.tsx';
import { GridSample } from './grid-sample.tsx';
import { Kinds } from './kinds.tsx';
import classes from './page.module.css';
import { Prices } from './prices.tsx';
import { Promises } from './promises.tsx';
import { Wall } from './wall.tsx';

/** For people who are not signed in: what UPixel is, what it costs, and how to begin. */
export default function LandingPage() {
  const { data: prices } = useQuery(pricesQuery);
  const free = prices ? `the first ${creditsText(prices.trialCredits)} are free` : 'the first credits are free';
  return (
    <Page
      title={addressOf['/'].title}
      width="hero"
      description={
        <>
          UPixel is a bot for Discord and Slack. Say what you want to see, see what it costs, and the picture appears in
          your chat. It knows game art, and above all pixel art.
        </>
      }
      actions={
        <>
          <AddButtons size="lg" />
          <p className={classes.begin}>
            No account is needed to begin, and {free}. <Link to="/sign-up">Create one</Link> when you want all your
            chats in one place, or to make pictures on the web, too.
          </p>
        </>
      }
    >
      <ChatExample />
      <section aria-labelledby="makes" className={classes.part}>
        <h2 id="makes">One line of words is enough</h2>
        <Wall />
        <Kinds />
        <p className={classes.drawn}>The pictures on this page are drawn as examples; no model made them.</p>
      </section>
      <section aria-labelledby="pixels" className={classes.beside}>
        <div>
          <h2 id="pixels">Pixel art that is really on a grid</h2>
          <p>
            Not a photograph with large squares: every pixel is one, in a palette of its own, at the size that you asked
            for. Cut out the background, enlarge it by whole factors, and it drops into your game.
          </p>
          <p>
            For everything else there are the models that people know for photographs, posters and edits by words. The
            same command, the same credits.
          </p>
        </div>
        <GridSample />
      </section>
      <section aria-labelledby="begin" className={classes.part}>
        <h2 id="begin">How to begin</h2>
        <ol className={classes.steps}>
          <li>
            <h3>Add UPixel</h3>
            <p>To your Discord server or your Slack workspace. If somebody else runs it, ask them to.</p>
          </li>
          <li>
            <h3>
              Type <code>/imagine</code>
            </h3>
            <p>
              For example <code>/imagine a fox knight</code>. The price is there before you pay it, the picture a few
              seconds later.
            </p>
          </li>
          <li>
            <h3>Link your chat</h3>
            <p>
              With <code>/link</code> in Discord or <code>/upixel link</code> in Slack. Then all your images and credits
              are here, too.
            </p>
          </li>
        </ol>
      </section>
      <Prices />
      <Promises />
    </Page>
  );
}
