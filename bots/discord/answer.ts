import { DiscordAPIError } from '@discordjs/rest';
import type { BaseInteraction } from 'discord.js';
import { InteractionResponseType, MessageFlags, Routes } from 'discord-api-types/v10';
import type { Card } from '#core/chat/card.ts';
import { discordLimits } from '#core/chat/discord/limits.ts';
import { renderDiscord } from '#core/chat/discord/render.ts';
import type { Spot } from '#core/chat/messenger.ts';
import type { Deps } from '#core/deps.ts';
import type { Reply } from '../dispatch.ts';

type AnswerDeps = Pick<Deps, 'discordRest' | 'discord' | 'config' | 'log'>;
/** In place of the card that was pressed: one that this person alone sees, or one that everybody does. */
export type AnswerKind = 'public' | 'private' | 'in-place' | 'in-public-place';

/**
 * Unknown interaction: we were too late, the person was told so by Discord, and nothing may be begun. Already acknowledged: a
 * second process of ours, which an update may have for a moment, is at it.
 */
const notOurs: Array<number | string> = [10062, 40060];

/** Tells Discord that we are at it. False where it was too late; then nothing is to be done and nothing costs anything. */
export async function acknowledge(deps: AnswerDeps, interaction: BaseInteraction, kind: AnswerKind): Promise<boolean> {
  const body =
    kind === 'in-place' || kind === 'in-public-place'
      ? { type: InteractionResponseType.DeferredMessageUpdate }
      : {
          type: InteractionResponseType.DeferredChannelMessageWithSource,
          data: kind === 'private' ? { flags: MessageFlags.Ephemeral } : {},
        };
  try {
    const route = Routes.interactionCallback(interaction.id, interaction.token);
    await deps.discordRest.interactions.post(route, { auth: false, body });
    return true;
  } catch (error) {
    if (!(error instanceof DiscordAPIError) || !notOurs.includes(error.code)) throw error;
    deps.log.warn({ lateMs: Date.now() - interaction.createdTimestamp }, 'discord no longer waits for our answer');
    return false;
  }
}

export function spotOf(interaction: BaseInteraction): Spot {
  return {
    platform: 'discord',
    teamId: '',
    ...(interaction.guildId === null ? {} : { guildId: interaction.guildId }),
    channelId: interaction.channelId ?? '',
    userId: interaction.user.id,
    replyToken: interaction.token,
    replyExpiresAt: new Date(interaction.createdTimestamp + discordLimits.replyMs),
    fileLimit: interaction.attachmentSizeLimit,
  };
}

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
    async show(card) {
      if (kind !== 'public' || card.notifies === undefined) return edit(card);
      // A deferred reply is edited, and Discord tells nobody of a mention that is edited in (discord-api-docs#5497).
      await removeOriginal();
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
