import { Link, useSearchParams } from 'react-router';
import { isPlatform, platforms } from '#core/contract/platforms.ts';
import { connect } from '../../client/auth.ts';
import { useSession } from '../../client/queries.ts';
import { returnProblem } from '../../client/return-problem.ts';
import { ChatButtons } from '../../forms/chat-buttons.tsx';
import { Notice } from '../../shell/notice.tsx';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { Identities } from './identities.tsx';
import classes from './page.module.css';

export default function ConnectionsPage() {
  return (
    <Page title="Connections" description="The chats that share this account.">
      <CameBack />
      <Sheet aria-labelledby="chats">
        <h2 id="chats">Your chats</h2>
        <Identities />
        <Connect />
      </Sheet>
      <p className={text.small}>
        Where you are signed in is in the <Link to="/settings#sessions">settings</Link>.
      </p>
    </Page>
  );
}

/** After the consent page of a chat: `?connected=discord`, or `?error=code`. */
function CameBack() {
  const [query] = useSearchParams();
  const problem = returnProblem(query.get('error'));
  if (problem) return <ProblemAlert error={problem} />;
  const connected = query.get('connected');
  if (!isPlatform(connected)) return null;
  return (
    <Notice title={`${platforms[connected].label} is connected`} tone="good">
      Its images and credits are those of your account now, and you can sign in with it.
    </Notice>
  );
}

function Connect() {
  const { data: session } = useSession();
  if (!session || session.signInWith.length === 0) return null;
  return (
    <div className={classes.connect}>
      <p>
        Connect another chat: you agree on its own page, and can sign in with it from then on. Or type{' '}
        <code>/link</code> in Discord, <code>/upixel link</code> in Slack. It is a way into your account, so you must
        have signed in within the last 15 minutes; otherwise we ask you to sign in again first.
      </p>
      <ChatButtons
        verb="Connect"
        go={(provider) =>
          connect({
            provider,
            callbackURL: `/connections?connected=${provider}`,
            errorCallbackURL: '/connections',
          })
        }
      />
    </div>
  );
}
