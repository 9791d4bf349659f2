import { createHash } from 'node:crypto';
import { z } from 'zod';
import { bytes, flag, int, milliseconds, text, time, uuid } from '../database/columns.ts';
import { sqlFunction } from '../database/sql-function.ts';
import type { Deps } from '../deps.ts';

/** A person in a chat, or by their account. */
interface Whose {
  identityId?: string | null | undefined;
  userId?: string | null | undefined;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** A prompt says what was wanted; a filter of the provider's or a detector may be wrong about a picture. */
const points = { prompt: 2, picture: 1 } as const;

/** By the points of the last day, the most first: how long after the last refusal nothing is made. Three refused prompts begin it. */
export const pauses = [
  { from: 16, pauseMs: 6 * hourMs },
  { from: 14, pauseMs: hourMs },
  { from: 10, pauseMs: 15 * minuteMs },
  { from: 8, pauseMs: 5 * minuteMs },
  { from: 6, pauseMs: minuteMs },
] as const;

/** Points of a week, from which on they are blocked: ten prompts. */
const blockAt = 20;
const blockMs = 14 * 24 * hourMs;

const pauseOf = (day: number): number => pauses.find(({ from }) => day >= from)?.pauseMs ?? 0;

const standing = sqlFunction({
  name: 'abuse_standing',
  args: z.object({ identityId: uuid.nullable(), userId: uuid.nullable(), placeHash: bytes.nullable() }),
  row: z.object({
    blocked: flag,
    blockedUntil: time.nullable(),
    /** Null: an operator's decision, from before causes were kept. */
    cause: z.enum(['operator', 'refusals']).nullable(),
    placeBlocked: flag,
    day: int,
    sinceLastMs: milliseconds.nullable(),
  }),
});

/** Whether they may ask for anything now, as a person and in this place. `waitMs`: until they have cooled down. */
export async function readStanding(deps: Pick<Deps, 'db'>, who: Whose, placeHash: Uint8Array | null) {
  const { day, sinceLastMs, ...rest } = await standing.one(deps.db, {
    ...{ identityId: who.identityId ?? null, userId: who.userId ?? null },
    placeHash: placeHash && new Uint8Array(placeHash),
  });
  return { ...rest, waitMs: Math.max(0, pauseOf(day) - (sinceLastMs ?? 0)) };
}

const note = sqlFunction({
  name: 'note_strike',
  args: z.object({
    ...{ key: bytes, identityId: uuid.nullable(), userId: uuid.nullable() },
    ...{ points: int, blockAt: int, blockMs: int },
  }),
  row: z.object({ isNew: flag, day: int, hasBlocked: flag }),
});

/** Notes a refusal once, by what it was of: a request's own key, or a generation. Returns how long they wait now, and whether it blocked them. */
export async function noteStrike(
  deps: Pick<Deps, 'db' | 'log'>,
  who: Whose,
  of: { kind: keyof typeof points; id: string },
): Promise<{ waitMs: number; hasBlocked: boolean }> {
  const { day, hasBlocked } = await note.one(deps.db, {
    key: new Uint8Array(
      createHash('sha256')
        .update(`${of.kind}:${text.parse(of.id)}`)
        .digest(),
    ),
    ...{ identityId: who.identityId ?? null, userId: who.userId ?? null },
    ...{ points: points[of.kind], blockAt, blockMs },
  });
  if (hasBlocked) deps.log.warn({ identityId: who.identityId, userId: who.userId }, 'blocked after repeated refusals');
  return { waitMs: pauseOf(day), hasBlocked };
}

/** Ends blocks whose time is over. */
export const endBlocks = ({ db }: Pick<Deps, 'db'>): Promise<number> => endAll.one(db, {});

const endAll = sqlFunction({ name: 'end_blocks', args: z.object({}), row: int });
