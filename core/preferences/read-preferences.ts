import type { Deps } from '../deps.ts';
import { type Preferences, preferences } from './preferences.ts';

/** What an account wants where it names nothing; null if it has said nothing. */
export async function readPreferences({ db }: Pick<Deps, 'db'>, userId: string): Promise<Preferences | null> {
  const found = await db.preference.findUnique({ where: { userId } });
  return found && preferences.parse(found);
}
