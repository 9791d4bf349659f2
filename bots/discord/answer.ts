import { DiscordAPIError } from '@discordjs/rest';
import { Routes } from 'discord-api-types/v10';
import type { Card } from '#core/chat/card/card.ts';
import { isUnclear } from '#core/chat/discord/errors.ts';
import { renderDiscord } from '#core/chat/discord/render.ts';
import type { StatusTarget } from '#core/chat/messenger.ts';
import type { Deps } from '#core/deps.ts';
import type { Reply } from '../dispatch.ts';
import type { AnswerKind } from './acknowledge.ts';

type AnswerDeps = Pick<Deps, 'discordRest' | 'discord' | 'config' | 'log'>;

/** How dispatch answers an acknowledged interaction. If Discord does not take one way, there is another. */
export function replyTo(deps: AnswerDeps, target: StatusTarget, kind: AnswerKind): Reply {
  const { applicationId } = deps.config.discord;
  const { interactions } = deps.discordRest.answers;
  const token = target.replyToken ?? '';
  const original = Routes.webhookMessage(applicationId, token, '@original');
  const edit = async (card: Card) => {
    const message = (await interactions.patch(original, { auth: false, body: renderDiscord(card) })) as { id: string };
    return { messageId: message.id };
  };
  const post = async (card: Card) => {
    const route = Routes.webhook(applicationId, token);
    const message = (await interactions.post(route, { auth: false, body: renderDiscord(card) })) as { id: string };
    return { messageId: message.id };
  };
  const replyEphemeral = (card: Card) => deps.discord.replyEphemeral(target, card);
  const either = <T>(first: () => Promise<T>, second: () => Promise<T>) =>
    first().catch((err) => {
      deps.log.warn({ err }, 'discord did not take the answer; it is given another way');
      return second();
    });

  let hasOriginal = kind === 'channel';
  /** Until it is gone, Discord puts a follow-up in its place, visible to everybody. True if it is gone. */
  const removeOriginal = async () => {
    if (!hasOriginal) return true;
    try {
      await interactions.delete(original, { auth: false });
      hasOriginal = false;
    } catch (err) {
      // The library has repeated a lost request: then the first one removed it.
      hasOriginal = !(err instanceof DiscordAPIError && err.status === 404);
      if (hasOriginal) deps.log.warn({ err }, 'discord did not remove a deferred answer');
    }
    return !hasOriginal;
  };
  return {
    mayPost: true,
    addEphemeral: replyEphemeral,
    mayBeShown: isUnclear,
    async show(card) {
      if (kind !== 'channel' || card.notifies === undefined) return edit(card);
      // A deferred reply is edited, and Discord notifies nobody of a mention that is edited in (discord-api-docs#5497).
      const isGone = await removeOriginal();
      try {
        return await post(card);
      } catch (err) {
        if (isGone || isUnclear(err)) throw err;
        deps.log.warn({ err }, 'discord did not take the message; it is put in place of the deferred answer');
        return edit(card);
      }
    },
    async leave() {
      if (kind === 'in-place' || kind === 'in-public-place') return;
      await interactions
        .delete(original, { auth: false })
        .catch((err) => deps.log.warn({ err }, 'an answer that is none stays'));
    },
    async replyEphemeral(card) {
      const inPlace = async () => deps.discord.noteQuestion(target, (await edit(card)).messageId);
      if (kind === 'ephemeral' || kind === 'in-place') return either(inPlace, () => replyEphemeral(card));
      // A card that everybody sees is better than "thinking…" forever.
      return (await removeOriginal()) ? replyEphemeral(card) : either(inPlace, () => replyEphemeral(card));
    },
  };
}
