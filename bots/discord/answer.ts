import { Routes } from 'discord-api-types/v10';
import type { Card } from '#core/chat/card.ts';
import { ChatError } from '#core/chat/chat-error.ts';
import { isUnclear } from '#core/chat/discord/errors.ts';
import { renderDiscord } from '#core/chat/discord/render.ts';
import type { Spot } from '#core/chat/messenger.ts';
import type { Deps } from '#core/deps.ts';
import type { Reply } from '../dispatch.ts';
import type { AnswerKind } from './acknowledge.ts';

type AnswerDeps = Pick<Deps, 'discordRest' | 'discord' | 'config'>;

/** How dispatch answers an acknowledged interaction. */
export function replyTo(deps: AnswerDeps, spot: Spot, kind: AnswerKind): Reply {
  const { applicationId } = deps.config.discord;
  const { interactions } = deps.discordRest;
  const token = spot.replyToken ?? '';
  const original = Routes.webhookMessage(applicationId, token, '@original');
  const edit = async (card: Card) => {
    const message = (await interactions.patch(original, { auth: false, body: renderDiscord(card) })) as { id: string };
    return { messageId: message.id };
  };
  let hasOriginal = kind === 'public';
  /** Until it is gone Discord puts a follow-up in its place, for everybody to see. */
  const removeOriginal = async () => {
    if (hasOriginal) await interactions.delete(original, { auth: false });
    hasOriginal = false;
  };
  return {
    placeIsKnown: true,
    mayBeShown: isUnclear,
    async show(card) {
      if (kind !== 'public' || card.notifies === undefined) return edit(card);
      // A deferred reply is edited, and Discord tells nobody of a mention that is edited in (discord-api-docs#5497).
      await removeOriginal().catch((cause) => {
        throw new ChatError('unavailable', { said: 'the reply could not give way', cause }); // nothing was posted
      });
      const route = Routes.webhook(applicationId, token);
      const message = (await interactions.post(route, { auth: false, body: renderDiscord(card) })) as { id: string };
      return { messageId: message.id };
    },
    async whisper(card) {
      if (kind === 'private' || kind === 'in-place') return void (await edit(card));
      await removeOriginal();
      await deps.discord.whisper(spot, card);
    },
  };
}
