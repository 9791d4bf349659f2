import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Answered } from '#core/contract/contract.ts';
import type { LinkPreview } from '#core/contract/shapes.ts';
import { call } from '../../client/call.ts';
import { forgetLink } from '../../client/link-box.ts';
import { keys } from '../../client/queries.ts';
import { Avatar } from '../../shell/avatar.tsx';
import { Page } from '../../shell/page.tsx';
import { PlatformBadge, platformNames } from '../../shell/platform-badge.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { useSignOut } from '../../shell/use-sign-out.ts';
import { Consequences } from './consequences.tsx';
import { isEnded } from './use-link.ts';

interface ProposalProps {
  link: { token: string; browserKey: string };
  preview: LinkPreview;
  onLinked: (linked: Answered<'confirmLink'>) => void;
  onRefused: () => void;
}

/** Who is about to be linked to which account, what it does, and the click. */
export function Proposal({ link, preview, onLinked, onRefused }: ProposalProps) {
  const { identity, account } = preview;
  const chat = platformNames[identity.platform];
  return (
    <Page
      title={`Link ${chat} to your account`}
      width="narrow"
      description="Look twice: is this you in chat, and is this your account?"
    >
      <div className="sheet">
        <div className="link-pair">
          <div className="link-end">
            <Avatar src={identity.avatar} name={identity.name} size={56} />
            <div className="link-words">
              <strong>{identity.name || `You in ${chat}`}</strong>
              <PlatformBadge platform={identity.platform} place={identity.placeName} />
            </div>
          </div>
          <div className="link-thread" aria-hidden="true" />
          <div className="link-end">
            <img src="/favicon.svg" alt="" width={56} height={56} className="avatar" />
            <div className="link-words">
              {account ? (
                <>
                  <strong>{account.name || account.email}</strong>
                  <span className="soft">{account.name ? account.email : 'UPixel account'}</span>
                </>
              ) : (
                <>
                  <strong>Your UPixel account</strong>
                  <span className="soft">You are not signed in yet</span>
                </>
              )}
            </div>
          </div>
        </div>
        <Consequences preview={preview} />
        {account ? <Decide {...{ link, account, onLinked, onRefused }} /> : <SignInFirst onRefused={onRefused} />}
      </div>
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
      <div className="link-buttons">
        <Button fullWidth loading={confirming.isPending} disabled={isOver} onClick={() => confirming.mutate()}>
          <span className="link-to">Link to {account.email}</span>
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
    <div className="link-buttons">
      <Button component={Link} to="/sign-in?next=/link" fullWidth>
        Sign in
      </Button>
      <Button component={Link} to="/sign-up?next=/link" fullWidth variant="default">
        Create an account
      </Button>
      <Button fullWidth variant="subtle" onClick={onRefused}>
        Not me
      </Button>
      <p className="small">You come back to this step. The link is good for ten minutes.</p>
    </div>
  );
}

function OtherAccount() {
  const signOut = useSignOut();
  return (
    <div className="aside">
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
