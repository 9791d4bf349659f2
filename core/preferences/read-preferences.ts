import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { type Preferences, preferences } from './preferences.ts';

/** What an account wants where it names nothing; until it said so itself, what one of its chats said last; null if nothing was said. */
export async function readPreferences({ db }: Pick<Deps, 'db'>, userId: string): Promise<Preferences | null> {
  const said = await sqlRow(db, preferences)`
    SELECT p.model, p.size, p.format, p.results_for AS "resultsFor", p.notices_off AS "noticesOff"
    FROM preferences p LEFT JOIN identities i ON i.id = p.identity_id
    WHERE p.user_id = ${userId}::uuid OR i.user_id = ${userId}::uuid
    ORDER BY p.user_id NULLS LAST, p.updated_at DESC LIMIT 1`;
  return said ?? null;
}
