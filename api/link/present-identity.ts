import { plainPaths } from '#core/contract/contract.ts';
import type { Identity } from '#core/contract/shapes.ts';
import type { Deps } from '#core/deps.ts';
import type { Identity as Row } from '../../prisma/generated/client.ts';

/** A linked identity as the pages show it. */
export async function presentIdentity(deps: Pick<Deps, 'db'>, identity: Row): Promise<Identity> {
  const accountId = identity.platform === 'discord' ? identity.externalId : `${identity.teamId}:${identity.externalId}`;
  const account = await deps.db.account.findUnique({
    where: { providerId_accountId: { providerId: identity.platform, accountId } },
    select: { userId: true },
  });
  return {
    id: identity.id,
    platform: identity.platform,
    name: identity.name,
    placeName: identity.placeName,
    avatarUrl: identity.avatarUrl === null ? null : plainPaths.avatar(identity.id),
    linkedAt: (identity.linkedAt ?? identity.createdAt).toISOString(),
    signsIn: account !== null && account.userId === identity.userId,
  };
}
