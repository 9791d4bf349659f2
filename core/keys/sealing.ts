import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import type { Database } from '../database/client.ts';
import { flag, int } from '../database/columns.ts';
import { sqlFinds, sqlRow } from '../database/rows.ts';
import { readablePlace, readableSignIn, type SealedKind, sealedKinds } from './sealed-columns.ts';

/** How long a process may go on writing readable rows after sealing has begun; the job that seals what is there finds them. */
const askAgainMs = 5_000;

export interface IsSealing {
  /** Whether what is written of this kind is to be sealed. */
  sealing(kind?: SealedKind): Promise<boolean>;
}

/**
 * Whether what is written is to be sealed. Not during the update that brings sealing, while processes of the version before still read: then an
 * operator says when it is everywhere (`npm run privacy:seal`). Once begun it does not end.
 */
export function createSealing(db: Database): IsSealing {
  let asked: { answer: Promise<Record<SealedKind, boolean>>; until: number } | undefined;
  const ask = () => {
    if (asked && performance.now() < asked.until) return asked.answer;
    const answer = db.sealing.findUnique({ where: { id: 1 } }).then((row) => ({
      words: row?.begunAt != null,
      ids: row?.idsBegunAt != null,
      accounts: row?.accountsBegunAt != null,
      places: row?.placesBegunAt != null,
    }));
    const now = { answer, until: performance.now() + askAgainMs };
    asked = now;
    answer.then(
      (begun) => {
        if (sealedKinds.every((kind) => begun[kind])) now.until = Number.POSITIVE_INFINITY;
      },
      () => {
        if (asked === now) asked = undefined;
      },
    );
    return answer;
  };
  return { sealing: async (kind = 'words') => (await ask())[kind] };
}

/** SQL for whether all kinds have begun, of a row of `sealing`. */
const allBegun = Prisma.sql`num_nulls(begun_at, ids_begun_at, accounts_begun_at, places_begun_at) = 0`;

/** From now on everything that is written is sealed, and the worker seals what is there already. Begun again, it changes nothing. */
export const beginSealing = (db: Database): Promise<unknown> =>
  db.$executeRaw`
    UPDATE sealing SET begun_at = coalesce(begun_at, now()), ids_begun_at = coalesce(ids_begun_at, now()),
      accounts_begun_at = coalesce(accounts_begun_at, now()), places_begun_at = coalesce(places_begun_at, now()), done_at = NULL
    WHERE NOT (${allBegun})`;

/** SQL for people whom a process of the version before wrote down; the index identities_of_before has them. */
const peopleOfBefore = Prisma.sql`FROM identities i WHERE i.external_id_hash IS NULL AND i.external_id NOT LIKE 'erased:%'`;
const placesOfBefore = Prisma.sql`FROM workspaces WHERE ${readablePlace}`;

/**
 * Whether something may still be readable that was there before: anything, or, once all was sealed, people and places (`late`) which a process of the
 * version before wrote down that was left running.
 */
export async function isSealingDue({ db }: { db: Database }): Promise<'all' | 'late' | false> {
  const row = await db.sealing.findUnique({ where: { id: 1 } });
  if (!row?.begunAt) return false;
  if (row.doneAt === null) return 'all';
  const [people, places] = [row.idsBegunAt !== null, row.placesBegunAt !== null];
  const isLeft = await sqlFinds(db)`
    SELECT 1 WHERE (${people} AND EXISTS (SELECT 1 ${peopleOfBefore})) OR (${places} AND EXISTS (SELECT 1 ${placesOfBefore}))`;
  return isLeft ? 'late' : false;
}

/** Nothing readable is left. False for the first minute: another process may still have written some. */
export async function endSealing({ db }: { db: Database }): Promise<boolean> {
  const ended = await db.$executeRaw`
    UPDATE sealing SET done_at = now()
    WHERE ${allBegun} AND greatest(begun_at, ids_begun_at, accounts_begun_at, places_begun_at) < now() - interval '1 minute' AND done_at IS NULL`;
  return ended > 0;
}

const leftRow = z.object({ begun: flag, done: flag, left: int });

/** At most this many are counted: it is asked every few seconds. */
const mostCounted = 100_000;

/** For `/health/ready`: whether all is sealed, and about how much is not. */
export async function sealingState({ db }: { db: Database }): Promise<string> {
  const row = await sqlRow(db, leftRow)`
    SELECT all_of.begun, s.done_at IS NOT NULL AND all_of.begun AS done,
      CASE WHEN s.done_at IS NOT NULL AND all_of.begun THEN (SELECT count(*)::int ${peopleOfBefore}) + (SELECT count(*)::int ${placesOfBefore}) ELSE
      (SELECT count(*)::int FROM (SELECT 1 FROM generations WHERE prompt <> '' LIMIT ${mostCounted}::int) AS readable)
      + (SELECT count(*)::int FROM (SELECT 1 FROM identities i WHERE i.external_id <> 'erased:' || i.id LIMIT ${mostCounted}::int) AS ids)
      + (SELECT count(*)::int FROM (SELECT 1 ${placesOfBefore} LIMIT ${mostCounted}::int) AS places)
      + (SELECT count(*)::int FROM (SELECT 1 FROM users WHERE name <> '' LIMIT ${mostCounted}::int) AS names)
      + (SELECT count(*)::int FROM (SELECT 1 FROM accounts WHERE ${readableSignIn} LIMIT ${mostCounted}::int) AS sign_ins)
      + (SELECT count(*)::int FROM (SELECT 1 FROM assets a WHERE a.erased_at IS NULL AND a.created_at < coalesce(s.begun_at, now())
           AND (s.up_to_id IS NULL OR (a.created_at, a.id) > (s.up_to_at, s.up_to_id)) LIMIT ${mostCounted}::int) AS files) END AS left
    FROM sealing s, LATERAL (SELECT ${allBegun} AS begun) all_of`;
  if (!row || (row.done && row.left === 0)) return 'ok: all';
  return row.begun ? `ok: ${row.left} left` : `ok: not begun, ${row.left} left (npm run privacy:seal)`;
}
