import { createHash } from 'node:crypto';
import { z } from 'zod';
import { int, uuid } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { holdRequest, sendOff } from '../generations/begin.ts';
import { needsCheck } from '../generations/needs-check.ts';
import { requestsAhead } from '../generations/view.ts';
import type { Wanted } from '../generations/wanted.ts';

export type MakeDeps = Pick<
  Deps,
  'db' | 'seal' | 'keys' | 'log' | 'rules' | 'metrics' | 'queues' | 'config' | 'storage'
>;

/** A request of an account that was recorded and paid. */
export interface Begun {
  generationId: string;
  price: number;
  /** Credits left to spend. */
  balance: number;
  /** Requests, of all people, that go first. */
  ahead: number;
  /** This very request was begun before: a second press, or another try after a lost answer. */
  isRepeated: boolean;
}

/**
 * Holds the credits of an account's request that no chat brought, and sends it off; if a step after the hold fails, `sweep` takes it up.
 * @param chosen by whoever asks, for this one thing: the same account and the same key make it once
 * @param wish what is wanted, as far as it is still to be had
 * @throws Failure not_carried_out, what `wish` throws, and what holdRequest throws; nothing was held then
 */
export async function begin(
  deps: MakeDeps,
  { userId, requestKey: chosen }: { userId: string; requestKey: string },
  wish: () => Promise<Wanted>,
): Promise<Begun> {
  const requestKey = keyOf(userId, chosen);
  // What it began with may be gone by the second time.
  const before = await findEarlier(deps, userId, requestKey);
  if (before) return before;
  const wanted = await wish();
  const held = await holdRequest(deps, {
    ...wanted,
    requester: { userId },
    requestKey,
    needsCheck: needsCheck(deps.config, undefined),
  });
  if (!held) return (await findEarlier(deps, userId, requestKey)) ?? closed();
  const { id: generationId, price, balance, ahead } = held;
  const { model, count } = wanted;
  deps.log.info({ generationId, model: model.id, count, price }, 'requested on the web');
  await sendOff(deps, held, wanted).catch((err) => deps.log.warn({ generationId, err }, 'left to sweep'));
  return { generationId, price, balance, ahead, isRepeated: false };
}

/** So that no two accounts have one; it says nothing of whose it is. */
const keyOf = (userId: string, chosen: string) =>
  `own:${createHash('sha256').update(`${userId} ${chosen}`).digest('base64url')}`;

const earlierRow = z.object({ generationId: uuid, price: int, balance: int, ahead: int });

/** What was recorded under this key. */
async function findEarlier({ db }: Pick<Deps, 'db'>, userId: string, requestKey: string): Promise<Begun | undefined> {
  const row = await sqlRow(db, earlierRow)`
    SELECT g.id AS "generationId", g.unit_price * g.count AS price, spendable_credits(g.wallet_id) AS balance, ${requestsAhead} AS ahead
    FROM generations g WHERE g.request_key = ${requestKey} AND g.user_id = ${userId}::uuid`;
  return row && { ...row, isRepeated: true };
}

function closed(): never {
  throw new Failure('not_carried_out', {
    title: 'That was not carried out',
    happened:
      'An earlier try of the same request ended without an answer, so it was closed. Nothing was made and nothing was taken.',
    next: 'Ask for it once more.',
  });
}
