import { z } from 'zod';
import { identify } from '#core/accounts/identify.ts';
import { giftCard, untoldGiftCard } from '#core/chat/present/gift.ts';
import { line } from '#core/contract/shapes.ts';
import { giveCredits } from '#core/gifts/give.ts';
import { giftMessageChars, giftsADay } from '#core/gifts/limits.ts';
import { notHere, toBot } from '#core/gifts/refusals.ts';
import { undoGift } from '#core/gifts/undo.ts';
import { unclear } from '#core/requests/lost-answer.ts';
import { defineCommand, personOption } from '../define-command.ts';

export const gift = defineCommand({
  name: 'gift',
  description: 'Give somebody credits that you bought',
  answer: 'public',
  options: z.object({
    person: personOption('Who gets them'),
    credits: z
      .int()
      .min(1)
      .max(giftsADay)
      .meta({ description: `How many; ${giftsADay} in 24 hours at most` }),
    message: line
      .max(giftMessageChars)
      .default('')
      .meta({ kind: 'main', description: 'What you want to say with it; everybody here sees it' }),
  }),

  async run({ deps, who, ask, reply }, { person, credits, message }) {
    if (person.isBot) throw toBot(person.name);
    if (person.isElsewhere) throw notHere(person.name);
    const { platform, teamId } = ask.spot;
    const [{ name: fromName }, { identityId: toIdentityId }] = await Promise.all([
      ask.person(),
      identify(deps, { platform, teamId, userId: person.userId }),
    ]);
    const names = { fromName, toName: person.name };
    const given = { requestKey: ask.key, fromIdentityId: who.identityId, toIdentityId, amount: credits, message };
    const id = await giveCredits(deps, { ...given, ...names });
    if (id === undefined) return undefined; // the chat delivered this request twice
    try {
      await reply.show(giftCard({ id, amount: credits, message, ...names, toUserId: person.userId }));
    } catch (error) {
      if (reply.mayBeShown(error)) {
        // Everybody may be reading of it.
        deps.log.warn({ giftId: id, err: error }, 'a gift that may have been told of');
        return untoldGiftCard({ amount: credits, ...names });
      }
      // Nobody has heard of it: as if it had not been.
      const { outcome } = await undoGift(deps, id, who);
      deps.log.warn({ giftId: id, outcome }, 'a gift could not be told of');
      if (outcome === 'undone' || outcome === 'undone_before') throw error;
      throw unclear(error);
    }
    return undefined;
  },
});
