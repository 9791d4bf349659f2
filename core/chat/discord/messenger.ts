import { createHash } from 'node:crypto';
import { type APIMessage, MessageFlags, Routes } from 'discord-api-types/v10';
import type { Card } from '../card.ts';
import { cut } from '../cut.ts';
import type { Delivered, Messenger, OutgoingFile, Spot } from '../messenger.ts';
import { discordLimits } from './limits.ts';
import { multipartRequest } from './multipart.ts';
import { renderDiscord } from './render.ts';
import { type DiscordRest, isClosed } from './rest.ts';

export interface DiscordMessenger extends Messenger {
  /** Answers in a follow-up that only the person sees. */
  whisper(spot: Spot, card: Card): Promise<void>;
}

export function createDiscordMessenger(
  deps: { rest: DiscordRest; now?: () => number },
  settings: { applicationId: string },
): DiscordMessenger {
  const { rest } = deps;
  const now = deps.now ?? Date.now;
  const replyRoute = (token: string) => Routes.webhookMessage(settings.applicationId, token, '@original');
  const canReply = (spot: Spot): spot is Spot & { replyToken: string } =>
    spot.replyToken !== undefined && (spot.replyExpiresAt?.getTime() ?? 0) > now();

  async function edit(spot: Spot, card: Card, files: OutgoingFile[]): Promise<Delivered | undefined> {
    const request = requestOf({ ...renderDiscord(card), ...attachmentsOf(files) }, files);
    if (canReply(spot)) {
      const { replyToken } = spot;
      const edited = await unlessClosed(() =>
        rest.interactions.patch(replyRoute(replyToken), { ...request, auth: false }),
      );
      if (edited !== closed) return deliveredAs('reply', edited as APIMessage);
    }
    if (spot.messageId === undefined) return undefined;
    const route = Routes.channelMessage(spot.channelId, spot.messageId);
    const edited = await unlessClosed(() => rest.bot.patch(route, request));
    return edited === closed ? undefined : deliveredAs('channel', edited as APIMessage);
  }

  async function post(spot: Spot, card: Card, files: OutgoingFile[], key: string): Promise<Delivered | undefined> {
    // The nonce makes a repeated post answer with the first one's message instead of a second message.
    const nonce = createHash('sha256').update(key).digest('hex').slice(0, 25);
    const body = { ...renderDiscord(card), ...attachmentsOf(files), nonce, enforce_nonce: true };
    const route = Routes.channelMessages(spot.channelId);
    const posted = await unlessClosed(() => rest.bot.post(route, requestOf(body, files)));
    return posted === closed ? undefined : deliveredAs('channel', posted as APIMessage);
  }

  return {
    update: async (spot, card) => (await edit(spot, card, [])) !== undefined,
    deliver: async (spot, card, files, key) => (await edit(spot, card, files)) ?? (await post(spot, card, files, key)),

    async withdraw(spot, { messageId, kept }, card) {
      const body = { ...renderDiscord(card), attachments: kept.map((id) => ({ id })) };
      return (
        (await unlessClosed(() => rest.bot.patch(Routes.channelMessage(spot.channelId, messageId), { body }))) !==
        closed
      );
    },

    async remove(spot, { messageId }) {
      const removed = await unlessClosed(() => rest.bot.delete(Routes.channelMessage(spot.channelId, messageId)));
      if (removed === closed && canReply(spot)) {
        const route = Routes.webhookMessage(settings.applicationId, spot.replyToken, messageId);
        await unlessClosed(() => rest.interactions.delete(route, { auth: false }));
      }
    },

    async note(spot, card) {
      if (!canReply(spot)) return false;
      return (await unlessClosed(() => this.whisper(spot, card))) !== closed;
    },

    async whisper(spot, card) {
      if (!canReply(spot)) return;
      const message = renderDiscord(card);
      await rest.interactions.post(Routes.webhook(settings.applicationId, spot.replyToken), {
        auth: false,
        body: { ...message, flags: message.flags | MessageFlags.Ephemeral },
      });
    },
  };
}

const deliveredAs = (rung: Delivered['rung'], { id, attachments }: APIMessage): Delivered => ({
  rung,
  messageId: id,
  uploads: attachments.map((attachment) => attachment.id),
});

const closed = Symbol('closed');

/** `closed` where Discord says that this way is shut for good; whatever may pass is thrown. */
async function unlessClosed<T>(call: () => Promise<T>): Promise<T | typeof closed> {
  try {
    return await call();
  } catch (error) {
    if (isClosed(error)) return closed;
    throw error;
  }
}

const requestOf = (body: object, files: OutgoingFile[]) =>
  files.length === 0 ? { body } : multipartRequest(body, files);

const attachmentsOf = (files: OutgoingFile[]) => ({
  attachments: files.map((file, index) => ({
    id: String(index),
    filename: file.filename,
    description: cut(file.alt, discordLimits.altText),
  })),
});
