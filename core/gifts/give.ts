import { randomUUID } from 'node:crypto';
import type { Deps } from '../deps.ts';
import { outcomeOf } from '../requests/lost-answer.ts';
import { giftsADay } from './limits.ts';
import { dailyLimit, notToThem, toOneself, tooFewBought } from './refusals.ts';

export interface GiftRequest {
  /** The chat's own id of this request: one that is delivered twice gives once. */
  requestKey: string;
  fromIdentityId: string;
  toIdentityId: string;
  /** As the chat shows them. */
  fromName: string;
  toName: string;
  amount: number;
  /** May be empty. */
  message: string;
}

interface Outcome {
  outcome: 'given' | 'repeated' | 'to_oneself' | 'not_to_them' | 'daily_limit' | 'too_few';
  bought: number;
  today: number;
}

/**
 * Gives bought credits to somebody else: one statement, all or nothing. Returns the gift's id; undefined where this very request was
 * carried out before. An answer that was lost is looked for: any other error means that nothing was taken, and nothing will be.
 * @throws Failure to_oneself, not_to_them, daily_limit, too_few_credits; nothing was taken then. unclear
 */
export async function giveCredits(deps: Pick<Deps, 'db'>, gift: GiftRequest): Promise<string | undefined> {
  const id = randomUUID();
  const row = JSON.stringify({ ...gift, id, dailyLimit: giftsADay });
  const result = await deps.db.$queryRaw<Outcome[]>`SELECT * FROM give_gift(${row}::jsonb)`.then(
    ([answer]) => answer,
    async (lost) => {
      const { giftId } = await outcomeOf(deps, gift.requestKey, lost);
      if (giftId === null) throw lost;
      return { outcome: giftId === id ? ('given' as const) : ('repeated' as const), bought: 0, today: 0 };
    },
  );
  switch (result?.outcome) {
    case 'given':
      return id;
    case 'repeated':
      return undefined;
    case 'to_oneself':
      throw toOneself();
    case 'not_to_them':
      throw notToThem(gift.toName);
    case 'daily_limit':
      throw dailyLimit(result.today);
    case 'too_few':
      throw tooFewBought(result.bought);
    case undefined:
      throw new Error('give_gift() answered nothing');
  }
}
