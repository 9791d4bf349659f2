import { openChatId } from '../accounts/chat-id.ts';
import { readBilling } from '../billing/read-billing.ts';
import { openTeamId } from '../chat/place-id.ts';
import { readAccount } from '../credits/read-account.ts';
import type { Deps } from '../deps.ts';
import { unreadable } from '../keys/stored-text.ts';

const blocked = { blockedAt: true, blockedUntil: true } as const;

/** Everything that an operator may see of a wallet, and of its owner; undefined if there is none. */
export async function readWallet(deps: Pick<Deps, 'db' | 'keys' | 'log'>, walletId: string) {
  const whose = { walletId, userId: null };
  const [account, owner] = await Promise.all([readAccount(deps, whose), readOwner(deps, walletId)]);
  if (!account || !owner) return undefined;
  const { plan } = await readBilling(deps, whose);
  return { ...owner, plan, balance: account.balance, onHold: account.onHold, lots: account.lots };
}
export type WalletRow = NonNullable<Awaited<ReturnType<typeof readWallet>>>;

async function readOwner(deps: Pick<Deps, 'db' | 'keys' | 'log'>, walletId: string) {
  const owner = await deps.db.wallet.findUnique({
    where: { id: walletId },
    select: {
      user: { select: { id: true, email: true, emailVerified: true, createdAt: true, ...blocked } },
      identities: { select: identityColumns },
      payments: { orderBy: [{ paidAt: 'desc' }, { id: 'desc' }] },
    },
  });
  if (!owner) return undefined;
  const identities = owner.identities.map(
    async ({ externalId, externalIdSealed, teamId, teamIdSealed, ...identity }) => ({
      ...identity,
      teamId: (await openTeamId(deps, { teamId, teamIdSealed })) ?? unreadable,
      externalId: (await openChatId(deps, { externalId, externalIdSealed })) ?? unreadable,
    }),
  );
  return { ...owner, identities: await Promise.all(identities) };
}

const identityColumns = {
  ...{ id: true, platform: true, teamId: true, teamIdSealed: true, externalId: true, externalIdSealed: true },
  ...{ linkedAt: true, ...blocked },
} as const;
