import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Page } from '../../shell/page.tsx';
import { PixelIcon } from '../../shell/pixel-icon.tsx';
import { ChatExample } from './chat-example.tsx';
import classes from './page.module.css';

/** For people who are not signed in: what UPixel is, and how to begin. */
export default function LandingPage() {
  return (
    <Page
      title="Make images where you talk"
      width="hero"
      description="UPixel is a bot for Discord and Slack. Say what you want to see, see what it costs, and the picture appears in your chat. It knows its way around game art, and above all around pixel art."
      actions={
        <>
          <Button component={Link} to="/sign-up" size="md">
            Create an account
          </Button>
          <Button component={Link} to="/sign-in" size="md" variant="default">
            Sign in
          </Button>
        </>
      }
    >
      <ChatExample />
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
              For example <code>/imagine a fox knight</code>. No account is needed to begin, and the first credits are
              free.
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
      <section aria-labelledby="trust" className={classes.part}>
        <h2 id="trust">What you can rely on</h2>
        <ul className={classes.promises}>
          <li>
            <PixelIcon name="credits" size={36} className={classes.icon} />
            <h3>Your credits</h3>
            <p>
              You see the price before it costs anything. Credits are taken only for images that were made and kept; the
              rest go back at once, and every change is explained.
            </p>
          </li>
          <li>
            <PixelIcon name="gallery" size={36} className={classes.icon} />
            <h3>Your images</h3>
            <p>
              Every one stays in your gallery, with its prompt and its seed, until you delete it. Only you can open it.
            </p>
          </li>
          <li>
            <PixelIcon name="lock" size={36} className={classes.icon} />
            <h3>Your data</h3>
            <p>
              One cookie, which keeps you signed in. Nobody follows you here, nothing is sold, and nothing you write is
              used for training.
            </p>
          </li>
        </ul>
      </section>
    </Page>
  );
}
