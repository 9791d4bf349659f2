import type { Deps } from '../deps.ts';
import type { Owner } from '../generations/owner.ts';
import type { Preferences } from './preferences.ts';

/** Remembers what somebody wants, in place of what they wanted before: of the account, if they have one. Followed by this process when it resolves. */
export async function savePreferences(
  { db, privatePeople, log }: Pick<Deps, 'db' | 'privatePeople' | 'log'>,
  { userId, identityId }: Owner,
  wanted: Preferences,
): Promise<void> {
  const said = { ...wanted, updatedAt: new Date() };
  const where = userId === null ? { identityId: identityId ?? '' } : { userId };
  await db.preference.upsert({ where, create: { ...where, ...said }, update: said });
  await privatePeople.read().catch((err) => log.warn({ err }, 'a change of settings is followed in some seconds'));
}
