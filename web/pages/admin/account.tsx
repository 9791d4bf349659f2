import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { AdminWallet } from '#core/contract/pages/admin.ts';
import { Credits } from '../../shell/credits.tsx';
import { Notice } from '../../shell/notice.tsx';
import { PlatformBadge } from '../../shell/platform-badge.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { Time } from '../../shell/time.tsx';
import { Ways } from '../../shell/ways.tsx';
import classes from './account.module.css';
import { type Blockable, BlockDialog } from './block-dialog.tsx';
import { CreditDialog } from './credit-dialog.tsx';

export function Account({ wallet }: { wallet: AdminWallet }) {
  const { account, identities, lots } = wallet;
  const [doing, setDoing] = useState<'credit' | 'block'>();
  const close = () => setDoing(undefined);
  const blockable = blockableOf(wallet);
  const { blockedAt = null, blockedUntil = null } = account ?? wallet.identities[0] ?? {};
  return (
    <Sheet aria-labelledby="account">
      <h2 id="account">{account ? account.email : 'No account: a guest or a team'}</h2>
      {blockedAt && (
        <Notice title={account ? 'This account is blocked' : 'This guest is blocked'} tone="careful">
          Since <Time at={blockedAt} />
          {blockedUntil && (
            <>
              , until <Time at={blockedUntil} />
            </>
          )}
          .
        </Notice>
      )}
      <dl className={classes.facts}>
        <Fact name="Balance" isInline>
          <Credits amount={wallet.balance} />
          {wallet.onHold > 0 && (
            <span className={text.soft}>
              {' '}
              and <Credits amount={wallet.onHold} /> on hold
            </span>
          )}
        </Fact>
        <Fact name="Plan">{wallet.plan}</Fact>
        {account && (
          <Fact name="Account since">
            <Time at={account.createdAt} as="date" />
            {!account.emailVerified && <span className={text.soft}> · address not confirmed</span>}
          </Fact>
        )}
        <Fact name="In chat">
          {identities.length === 0 && 'Nowhere'}
          {identities.map(({ id, platform, chatId }) => (
            <PlatformBadge key={id} platform={platform} place={chatId} />
          ))}
        </Fact>
        <Fact name="Credits from">
          {lots.length === 0 && 'None left'}
          {lots.map((lot) => (
            <span key={lot.id}>
              <Credits amount={lot.balance} /> · {lot.label}
              {lot.expiresAt && (
                <>
                  {' '}
                  · until <Time at={lot.expiresAt} as="date" />
                </>
              )}
            </span>
          ))}
        </Fact>
      </dl>
      <Ways>
        <Button variant="default" onClick={() => setDoing('credit')}>
          Grant or correct credits
        </Button>
        {blockable && (
          <Button variant="default" onClick={() => setDoing('block')}>
            {blockable.isBlocked ? 'Unblock' : 'Block'} the {blockable.kind}
          </Button>
        )}
      </Ways>
      <CreditDialog opened={doing === 'credit'} walletId={wallet.id} onClose={close} />
      {blockable && <BlockDialog opened={doing === 'block'} {...blockable} onClose={close} />}
    </Sheet>
  );
}

/** The account, or the guest; a team is not blocked. */
function blockableOf({ account, identities }: AdminWallet): Blockable | undefined {
  if (account) return { kind: 'account', id: account.userId, isBlocked: account.blockedAt !== null };
  const [guest] = identities;
  return guest && { kind: 'guest', id: guest.id, isBlocked: guest.blockedAt !== null };
}

interface FactProps {
  name: string;
  /** On one line, instead of one line per part. */
  isInline?: boolean;
  children: ReactNode;
}

const Fact = ({ name, isInline = false, children }: FactProps) => (
  <div>
    <dt>{name}</dt>
    <dd data-inline={isInline || undefined}>{children}</dd>
  </div>
);
