import type { Deps } from '#core/deps.ts';
import { endLink } from '#core/linking/unlink-identity.ts';
import { withKeys } from './keys.ts';

/** Unlinks an identity and tells nobody. */
export const unlink = (
  { db, ...given }: Pick<Deps, 'db'> & Partial<Pick<Deps, 'keys' | 'log'>>,
  linked: { identityId: string; userId: string },
) => endLink(db, { ...withKeys({ db }), ...given }, linked);
