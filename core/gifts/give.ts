import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { int, text, uuid } from '../database/columns.ts';
import { sqlFunction } from '../database/sql-function.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { inBase64, sealWords } from '../keys/seal-words.ts';
import { unlessLeaving } from '../privacy/erasure/leaving.ts';
import { outcomeOf } from '../requests/lost-answer.ts';
import { giftsADay } from './limits.ts';
import { dailyLimit, notToThem, toOneself, tooFewBought } from './refusals.ts';

export interface GiftRequest {
  /** The chat's own id of this request: a request that arrives twice gives once. */
  requestKey: string;
  fromIdentityId: string;
  toIdentityId: string;
  /** Their names in the chat. */
  fromName: string;
  toName: string;
  amount: number;
  /** May be empty. */
  message: string;
}

const giveGift = sqlFunction({
  name: 'give_gift',
  args: z.strictObject({
    ...{ id: uuid, requestKey: text, fromIdentityId: uuid, toIdentityId: uuid, fromName: text, toName: text },
    ...{ amount: int, message: text, dailyLimit: int },
    /** In base64; the readable ones are then empty. */
    ...{ fromNameSealed: text.nullable(), toNameSealed: text.nullable(), messageSealed: text.nullable() },
  }),
  asDocument: true,
  row: z.object({
    outcome: z.enum(['given', 'repeated', 'to_oneself', 'not_to_them', 'daily_limit', 'too_few']),
    bought: int,
    today: int,
  }),
});

/**
 * Gives bought credits to somebody else: one statement, all or nothing. Returns the gift's id; undefined if this very request was
 * carried out before. If the answer is lost, it looks up the outcome: any other error means that nothing was taken, and nothing will be.
 * @throws Failure deletion_under_way, to_oneself, not_to_them, daily_limit, too_few_credits; nothing was taken then. unclear
 */
export async function giveCredits(deps: Pick<Deps, 'db' | 'keys'>, gift: GiftRequest): Promise<string | undefined> {
  const id = randomUUID();
  const asked = { ...gift, ...(await sealGift(deps, gift)), id, dailyLimit: giftsADay };
  const result = await unlessLeaving(() => giveGift.one(deps.db, asked)).catch(async (lost) => {
    if (lost instanceof Failure) throw lost;
    const { giftId } = await outcomeOf(deps, gift.requestKey);
    if (giftId === null) throw lost;
    return { outcome: giftId === id ? ('given' as const) : ('repeated' as const), bought: 0, today: 0 };
  });
  switch (result.outcome) {
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
  }
  result satisfies never;
}

/** A giver's name and words go with the giver, a receiver's name with the receiver. */
async function sealGift(deps: Pick<Deps, 'keys'>, gift: GiftRequest) {
  const [giver, receiver] = [{ identityId: gift.fromIdentityId }, { identityId: gift.toIdentityId }];
  const [fromName, toName, message] = await Promise.all([
    sealWords(deps, giver, gift.fromName),
    sealWords(deps, receiver, gift.toName),
    sealWords(deps, giver, gift.message),
  ]);
  return {
    ...{ fromName: fromName.readable, toName: toName.readable, message: message.readable },
    fromNameSealed: inBase64(fromName.sealed),
    toNameSealed: inBase64(toName.sealed),
    messageSealed: inBase64(message.sealed),
  };
}
