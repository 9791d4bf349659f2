import type { Deps } from '../deps.ts';
import type { Owner } from '../generations/owner.ts';
import { repeatable } from '../requests/lost-answer.ts';
import { undoSeconds } from './limits.ts';

export interface UndoneGift {
  outcome: 'undone' | 'undone_before' | 'too_late' | 'spent' | 'not_yours';
  amount: number;
  fromName: string;
  toName: string;
}

/** Its giver takes a gift back, while it is fresh and all of it is there: one statement, harmless to repeat. */
export async function undoGift(deps: Pick<Deps, 'db'>, giftId: string, who: Owner): Promise<UndoneGift> {
  const [row] = await repeatable(
    () => deps.db.$queryRaw<UndoneGift[]>`
      SELECT outcome, amount, from_name AS "fromName", to_name AS "toName"
      FROM undo_gift(${giftId}::uuid, ${who.identityId}::uuid, ${who.userId}::uuid, ${undoSeconds}::int)`,
  );
  if (!row) throw new Error('undo_gift() answered nothing');
  return row;
}
