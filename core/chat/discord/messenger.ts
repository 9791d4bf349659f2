import { createHash } from 'node:crypto';
import { type APIMessage, MessageFlags, Routes } from 'discord-api-types/v10';
import type { Card } from '../card.ts';
import { closed } from '../chat-error.ts';
import { cut } from '../cut.ts';
import type { Bringing, Delivered, Messenger, OutgoingFile, Spot } from '../messenger.ts';
import { type Attempt, attempt } from './errors.ts';
import { discordLimits } from './limits.ts';
import { multipartRequest } from './multipart.ts';
import { renderDiscord } from './render.ts';
import type { DiscordClients, DiscordRest } from './rest.ts';

export interface DiscordMessenger extends Messenger {
  /** Answers in a follow-up that only the person sees. */
  whisper(spot: Spot, card: Card): Promise<void>;
}

export function createDiscordMessenger(
  deps: { rest: DiscordRest; now?: () => number },
  settings: { applicationId: string },
): DiscordMessenger {
  const { prompt } = deps.rest;
  const now = deps.now ?? Date.now;
  const replyRoute = (token: string) => Routes.webhookMessage(settings.applicationId, token, '@original');
  const canReply = (spot: Spot): spot is Spot & { replyToken: string } =>
    spot.replyToken !== undefined && (spot.replyExpiresAt?.getTime() ?? 0) > now();

  /** In the place of the status, by the interaction's token while that is good, else by the bot's. */
  async function edit(
    spot: Spot,
    card: Card,
    files: OutgoingFile[],
    options: Attempt = {},
  ): Promise<Delivered | undefined> {
    const request = requestOf({ ...renderDiscord(card), ...attachmentsOf(files) }, files);
    if (canReply(spot)) {
      const route = replyRoute(spot.replyToken);
      const edited = await attempt(() => prompt.interactions.patch(route, { ...request, auth: false }), options);
      if (edited !== closed) return deliveredAs('reply', edited as APIMessage);
    }
    if (spot.messageId === undefined) return undefined;
    const route = Routes.channelMessage(spot.channelId, spot.messageId);
    const edited = await attempt(() => prompt.bot.patch(route, request), options);
    return edited === closed ? undefined : deliveredAs('channel', edited as APIMessage);
  }

  async function post(spot: Spot, card: Card, files: OutgoingFile[], bringing: Bringing) {
    await bringing.keep();
    // The nonce makes a repeated post answer with the first one's message instead of a second message.
    const nonce = createHash('sha256').update(bringing.key).digest('hex').slice(0, 25);
    const body = { ...renderDiscord(card), ...attachmentsOf(files), nonce, enforce_nonce: true };
    const route = Routes.channelMessages(spot.channelId);
    const posted = await attempt(() => prompt.bot.post(route, requestOf(body, files)), bringing);
    return posted === closed ? undefined : deliveredAs('channel', posted as APIMessage);
  }

  async function whisper({ interactions }: DiscordClients, spot: Spot & { replyToken: string }, card: Card) {
    const message = renderDiscord(card);
    await interactions.post(Routes.webhook(settings.applicationId, spot.replyToken), {
      auth: false,
      body: { ...message, flags: message.flags | MessageFlags.Ephemeral },
    });
  }

  return {
    // No limit but the client's own: only its answer says that it will not come after the result.
    update: async (spot, card) => (await edit(spot, card, [])) !== undefined,
    deliver: async (spot, card, files, bringing) =>
      (await edit(spot, card, files, bringing)) ?? (await post(spot, card, files, bringing)),
    rewrite: (spot, card, files) => edit(spot, card, files, { isSmallest: true }),

    async withdraw(spot, { messageId, kept }, card) {
      const body = { ...renderDiscord(card), attachments: kept.map((id) => ({ id })) };
      const route = Routes.channelMessage(spot.channelId, messageId);
      return (await attempt(() => prompt.bot.patch(route, { body }))) !== closed;
    },

    async remove(spot, { messageId }) {
      const removed = await attempt(() => prompt.bot.delete(Routes.channelMessage(spot.channelId, messageId)));
      if (removed === closed && canReply(spot)) {
        const route = Routes.webhookMessage(settings.applicationId, spot.replyToken, messageId);
        await attempt(() => prompt.interactions.delete(route, { auth: false }));
      }
    },

    async note(spot, card) {
      return canReply(spot) && (await attempt(() => whisper(prompt, spot, card))) !== closed;
    },

    async whisper(spot, card) {
      if (canReply(spot)) await whisper(deps.rest.answers, spot, card);
    },
  };
}

const deliveredAs = (rung: Delivered['rung'], { id, attachments }: APIMessage): Delivered => ({
  rung,
  messageId: id,
  uploads: attachments.map((attachment) => attachment.id),
});

const requestOf = (body: object, files: OutgoingFile[]) =>
  files.length === 0 ? { body } : multipartRequest(body, files);

const attachmentsOf = (files: OutgoingFile[]) => ({
  attachments: files.map((file, index) => ({
    id: String(index),
    filename: file.filename,
    description: cut(file.alt, discordLimits.altText),
  })),
});
