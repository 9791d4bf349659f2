import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Answered } from '#core/contract/pages/contract.ts';
import type { LinkPreview } from '#core/contract/pages/link-preview.ts';
import { platforms } from '#core/contract/platforms.ts';
import { call } from '../../client/call.ts';
import { forgetLink } from '../../client/link-box.ts';
import { keys } from '../../client/queries.ts';
import { Avatar } from '../../shell/avatar.tsx';
import { Page } from '../../shell/page.tsx';
import { PlatformBadge } from '../../shell/platform-badge.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { useSignOut } from '../../shell/use-sign-out.ts';
import buttons from './buttons.module.css';
import { Consequences } from './consequences.tsx';
import classes from './proposal.module.css';
import { isEnded } from './use-link.ts';

interface ProposalProps {
  link: { token: string; browserKey: string };
  preview: LinkPreview;
  onLinked: (linked: Answered<'confirmLink'>) => void;
  onRefused: () => void;
}

/** Which identity is about to be linked to which account, the consequences, and the button. */
export function Proposal({ link, preview, onLinked, onRefused }: ProposalProps) {
  const { identity, account } = preview;
  const chat = platforms[identity.platform].label;
  return (
    <Page
      title={`Link ${chat} to your account`}
      width="narrow"
      description="Look twice: is this you in chat, and is this your account?"
    >
      <Sheet>
        <div className={classes.pair}>
          <div className={classes.end}>
            <Avatar src={identity.avatar} name={identity.name} size={56} />
            <div className={classes.words}>
              <strong>{identity.name || `You in ${chat}`}</strong>
              <PlatformBadge platform={identity.platform} place={identity.placeName} />
            </div>
          </div>
          <div className={classes.thread} aria-hidden="true" />
          <div className={classes.end}>
            <Avatar src="/favicon.svg" name="UPixel" size={56} />
            <div className={classes.words}>
              {account ? (
                <>
                  <strong>{account.name || account.email}</strong>
                  <span className={text.soft}>{account.name ? account.email : 'UPixel account'}</span>
                </>
              ) : (
                <>
                  <strong>Your UPixel account</strong>
                  <span className={text.soft}>You are not signed in yet</span>
                </>
              )}
            </div>
          </div>
        </div>
        <Consequences preview={preview} />
        {account ? <Decide {...{ link, account, onLinked, onRefused }} /> : <SignInFirst onRefused={onRefused} />}
      </Sheet>
      {account && <OtherAccount />}
    </Page>
  );
}

function Decide({
  link,
  account,
  onLinked,
  onRefused,
}: Omit<ProposalProps, 'preview'> & { account: { email: string } }) {
  const client = useQueryClient();
  const confirming = useMutation({
    mutationFn: () => call('confirmLink', { body: link }),
    onSuccess: (linked) => {
      for (const name of ['home', 'assets', 'projects', 'ledger', 'identities'] as const)
        void client.invalidateQueries({ queryKey: keys[name] });
      onLinked(linked);
    },
    onError: (error) => isEnded(error) && forgetLink(),
  });
  const isOver = isEnded(confirming.error);
  return (
    <>
      {confirming.error && <ProblemAlert error={confirming.error} />}
      <div className={buttons.buttons}>
        <Button fullWidth loading={confirming.isPending} disabled={isOver} onClick={() => confirming.mutate()}>
          <span className={classes.to}>Link to {account.email}</span>
        </Button>
        <Button fullWidth variant="default" disabled={confirming.isPending} onClick={onRefused}>
          Not me
        </Button>
      </div>
    </>
  );
}

function SignInFirst({ onRefused }: { onRefused: () => void }) {
  return (
    <div className={buttons.buttons}>
      <Button component={Link} to="/sign-in?next=/link" fullWidth>
        Sign in
      </Button>
      <Button component={Link} to="/sign-up?next=/link" fullWidth variant="default">
        Create an account
      </Button>
      <Button fullWidth variant="subtle" onClick={onRefused}>
        Not me
      </Button>
      <p className={text.small}>You come back to this step. The link is good for ten minutes.</p>
    </div>
  );
}

function OtherAccount() {
  const signOut = useSignOut();
  return (
    <div className={text.aside}>
      Not your account?{' '}
      <Button
        variant="subtle"
        size="compact-sm"
        loading={signOut.isPending}
        onClick={() => signOut.mutate('/sign-in?next=/link')}
      >
        Sign out and use another
      </Button>
      {signOut.error && <ProblemAlert error={signOut.error} />}
    </div>
  );
}
