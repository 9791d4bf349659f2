import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import type { Database } from '../database/client.ts';
import { flag, int } from '../database/columns.ts';
import { sqlFinds, sqlRow } from '../database/rows.ts';
import { readableSignIn } from './sealed-columns.ts';

/** How long a process may go on writing readable rows after sealing has begun; the job that seals what is there finds them. */
const askAgainMs = 5_000;

export interface IsSealing {
  /** Whether words and files that are written are to be sealed. */
  sealing(): Promise<boolean>;
  /** The same for ids of people, which were sealed a version later. */
  sealingIds(): Promise<boolean>;
  /** The same for names of accounts and the ids by which a chat signs in, another version later. */
  sealingAccounts(): Promise<boolean>;
}

/**
 * Whether what is written is to be sealed. Not during the update that brings sealing, while processes of the version before still read: then an
 * operator says when it is everywhere (`npm run privacy:seal`). Once begun it does not end.
 */
export function createSealing(db: Database): IsSealing {
  let asked: { answer: Promise<{ words: boolean; ids: boolean; accounts: boolean }>; until: number } | undefined;
  const ask = () => {
    if (asked && performance.now() < asked.until) return asked.answer;
    const answer = db.sealing.findUnique({ where: { id: 1 } }).then((row) => ({
      words: row?.begunAt != null,
      ids: row?.idsBegunAt != null,
      accounts: row?.accountsBegunAt != null,
    }));
    const now = { answer, until: performance.now() + askAgainMs };
    asked = now;
    answer.then(
      (begun) => {
        if (begun.words && begun.ids && begun.accounts) now.until = Number.POSITIVE_INFINITY;
      },
      () => {
        if (asked === now) asked = undefined;
      },
    );
    return answer;
  };
  return {
    sealing: async () => (await ask()).words,
    sealingIds: async () => (await ask()).ids,
    sealingAccounts: async () => (await ask()).accounts,
  };
}

/** From now on everything that is written is sealed, and the worker seals what is there already. Begun again, it changes nothing. */
export const beginSealing = (db: Database): Promise<unknown> =>
  db.$executeRaw`
    UPDATE sealing SET begun_at = coalesce(begun_at, now()), ids_begun_at = coalesce(ids_begun_at, now()),
      accounts_begun_at = coalesce(accounts_begun_at, now()), done_at = NULL
    WHERE begun_at IS NULL OR ids_begun_at IS NULL OR accounts_begun_at IS NULL`;

/** SQL for people whom a process of the version before wrote down; the index identities_of_before has them. */
const peopleOfBefore = Prisma.sql`FROM identities i WHERE i.external_id_hash IS NULL AND i.external_id NOT LIKE 'erased:%'`;

/**
 * Whether something may still be readable that was there before: anything, or, once all was sealed, people whom a process of the version before wrote
 * down that was left running.
 */
export async function isSealingDue({ db }: { db: Database }): Promise<'all' | 'people' | false> {
  const row = await db.sealing.findUnique({ where: { id: 1 } });
  if (!row?.begunAt) return false;
  if (row.doneAt === null) return 'all';
  return row.idsBegunAt !== null && (await sqlFinds(db)`SELECT 1 ${peopleOfBefore} LIMIT 1`) ? 'people' : false;
}

/** Nothing readable is left. False for the first minute: another process may still have written some. */
export async function endSealing({ db }: { db: Database }): Promise<boolean> {
  const ended = await db.$executeRaw`
    UPDATE sealing SET done_at = now() WHERE greatest(begun_at, ids_begun_at, accounts_begun_at) < now() - interval '1 minute'
      AND ids_begun_at IS NOT NULL AND accounts_begun_at IS NOT NULL AND done_at IS NULL`;
  return ended > 0;
}

const leftRow = z.object({ begun: flag, done: flag, left: int });

/** At most this many are counted: it is asked every few seconds. */
const mostCounted = 100_000;

/** For `/health/ready`: whether all is sealed, and about how much is not. */
export async function sealingState({ db }: { db: Database }): Promise<string> {
  const row = await sqlRow(db, leftRow)`
    SELECT all_of.begun, s.done_at IS NOT NULL AND all_of.begun AS done,
      CASE WHEN s.done_at IS NOT NULL AND all_of.begun THEN (SELECT count(*)::int ${peopleOfBefore}) ELSE
      (SELECT count(*)::int FROM (SELECT 1 FROM generations WHERE prompt <> '' LIMIT ${mostCounted}::int) AS readable)
      + (SELECT count(*)::int FROM (SELECT 1 FROM identities i WHERE i.external_id <> 'erased:' || i.id LIMIT ${mostCounted}::int) AS ids)
      + (SELECT count(*)::int FROM (SELECT 1 FROM users WHERE name <> '' LIMIT ${mostCounted}::int) AS names)
      + (SELECT count(*)::int FROM (SELECT 1 FROM accounts WHERE ${readableSignIn} LIMIT ${mostCounted}::int) AS sign_ins)
      + (SELECT count(*)::int FROM (SELECT 1 FROM assets a WHERE a.erased_at IS NULL AND a.created_at < coalesce(s.begun_at, now())
           AND (s.up_to_id IS NULL OR (a.created_at, a.id) > (s.up_to_at, s.up_to_id)) LIMIT ${mostCounted}::int) AS files) END AS left
    FROM sealing s, LATERAL (SELECT s.begun_at IS NOT NULL AND s.ids_begun_at IS NOT NULL AND s.accounts_begun_at IS NOT NULL AS begun) all_of`;
  if (!row || (row.done && row.left === 0)) return 'ok: all';
  return row.begun ? `ok: ${row.left} left` : `ok: not begun, ${row.left} left (npm run privacy:seal)`;
}
