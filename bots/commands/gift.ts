import { z } from 'zod';
import { identify } from '#core/accounts/identify.ts';
import { platforms } from '#core/chat/platforms.ts';
import { giftCard, unannouncedGiftCard } from '#core/chat/present/gift.ts';
import { line } from '#core/contract/pages/shapes.ts';
import { giveCredits } from '#core/gifts/give.ts';
import { giftMessageChars, giftsADay } from '#core/gifts/limits.ts';
import { noteGiftShown } from '#core/gifts/note-shown.ts';
import { notHere, toBot } from '#core/gifts/refusals.ts';
import { undoGift } from '#core/gifts/undo.ts';
import { unclear } from '#core/requests/lost-answer.ts';
import { defineCommand } from '../define-command.ts';
import { personOption } from '../fields.ts';

export const gift = defineCommand({
  name: 'gift',
  group: 'pay',
  description: 'Give somebody credits that you bought',
  answer: 'channel',
  refused: 'Nothing was given, and nothing was taken.',
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
    const { platform, workspaceId } = ask.target;
    const teamId = platforms[platform].identityHasOnePlace ? workspaceId : '';
    const [{ name: fromName }, { identityId: toIdentityId }] = await Promise.all([
      ask.person(),
      identify(deps, { platform, teamId, userId: person.userId }),
    ]);
    const names = { fromName, toName: person.name };
    const given = { requestKey: ask.key, fromIdentityId: who.identityId, toIdentityId, amount: credits, message };
    const id = await giveCredits(deps, { ...given, ...names });
    if (id === undefined) return undefined; // the chat delivered this request twice
    try {
      const card = giftCard({ id, amount: credits, message, ...names, toUserId: person.userId });
      const { messageId, channelId = ask.target.channelId } = await reply.show(card);
      if (messageId !== undefined)
        await noteGiftShown(
          deps,
          { giftId: id, identityId: who.identityId },
          { target: { ...ask.target, channelId }, messageId },
        ).catch((err: unknown) => deps.log.warn({ giftId: id, err }, 'nobody knows which message tells of a gift'));
    } catch (error) {
      if (reply.mayBeShown(error)) {
        // Everybody may already see it.
        deps.log.warn({ giftId: id, err: error }, 'a gift that may have been told of');
        await reply.replyEphemeral(unannouncedGiftCard({ amount: credits, ...names }));
        return undefined;
      }
      // Nobody has seen it: undo it.
      const { outcome } = await undoGift(deps, id, who);
      deps.log.warn({ giftId: id, outcome }, 'a gift could not be told of');
      if (outcome === 'undone' || outcome === 'undone_before') throw error;
      throw unclear(error);
    }
    return undefined;
  },
});
