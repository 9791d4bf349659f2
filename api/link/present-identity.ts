import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import type { Identity } from '#core/contract/pages/shapes.ts';
import type { LinkedIdentity } from '#core/linking/identities.ts';

/** A linked identity as the pages show it. */
export function presentIdentity(identity: LinkedIdentity): Identity {
  const { id, platform, name, placeName, signsIn } = identity;
  return {
    ...{ id, platform, name, placeName, signsIn },
    avatarUrl: identity.avatarUrl === null ? null : plainPaths.avatar(id),
    linkedAt: (identity.linkedAt ?? identity.createdAt).toISOString(),
  };
}
