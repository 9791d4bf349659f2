import { z } from 'zod';
import { int, text, uuid } from '../database/columns.ts';
import { sqlFunction } from '../database/sql-function.ts';
import type { Deps } from '../deps.ts';
import type { Owner } from '../generations/owner.ts';
import { openFieldsOf, storedTextOf } from '../keys/stored-text.ts';
import { repeatable } from '../requests/lost-answer.ts';
import { undoSeconds } from './limits.ts';

const undoneGift = z.object({
  outcome: z.enum(['undone', 'undone_before', 'too_late', 'spent', 'not_yours']),
  amount: int,
  fromName: text,
  toName: text,
});
export type UndoneGift = z.infer<typeof undoneGift>;

const undo = sqlFunction({
  name: 'undo_gift',
  args: z.object({ giftId: uuid, identityId: uuid.nullable(), userId: uuid.nullable(), seconds: int }),
  row: undoneGift,
});

/** Takes a gift back for its giver, while it is recent and wholly unspent: one statement, harmless to repeat, and one more for the names. */
export async function undoGift(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  giftId: string,
  { identityId, userId }: Owner,
): Promise<UndoneGift> {
  const undone = await repeatable(() => undo.one(deps.db, { giftId, identityId, userId, seconds: undoSeconds }));
  if (undone.outcome === 'not_yours') return undone;
  const gift = await deps.db.gift.findUniqueOrThrow({ where: { id: giftId } });
  const names = {
    fromName: storedTextOf(gift.fromName, gift.fromNameSealed),
    toName: storedTextOf(gift.toName, gift.toNameSealed),
  };
  return { ...undone, ...(await openFieldsOf(deps, names, 'fromName', 'toName')) };
}
