import type { Prisma } from '../../../prisma/generated/client.ts';
import type { Person } from '../map/rows-of.ts';

/** What is erased: an account with its identities, a guest, one chat identity of an account, or a workspace’s own data. */
export type Erased =
  | { kind: 'account'; userId: string }
  | { kind: 'guest' | 'identity'; identityId: string }
  | { kind: 'workspace'; workspaceId: string };

/** Everybody that the person is, with their wallets; undefined if there is nobody any more. */
export async function readPerson(
  db: Pick<Prisma.TransactionClient, 'user' | 'identity' | 'workspace'>,
  erased: Erased,
): Promise<(Person & { walletIds: string[] }) | undefined> {
  if (erased.kind === 'workspace') {
    const workspace = await db.workspace.findUnique({ where: { id: erased.workspaceId } });
    if (!workspace) return undefined;
    return {
      user: [],
      identity: [],
      workspace: [workspace.id],
      walletIds: workspace.walletId ? [workspace.walletId] : [],
    };
  }
  if (erased.kind !== 'account') {
    const identity = await db.identity.findUnique({ where: { id: erased.identityId } });
    if (!identity) return undefined;
    return { user: [], identity: [identity.id], workspace: [], walletIds: identity.userId ? [] : [identity.walletId] };
  }
  const user = await db.user.findUnique({
    where: { id: erased.userId },
    include: { identities: { select: { id: true } } },
  });
  if (!user) return undefined;
  return { user: [user.id], identity: user.identities.map(({ id }) => id), workspace: [], walletIds: [user.walletId] };
}
