import { createHash } from 'node:crypto';
import { type APIMessage, MessageFlags, Routes } from 'discord-api-types/v10';
import type { Card } from '../card/card.ts';
import { closed } from '../chat-error.ts';
import { cut } from '../cut.ts';
import type { Bringing, Delivered, Messenger, OutgoingFile, Posted, StatusTarget } from '../messenger.ts';
import type { DiscordChannels } from './channels.ts';
import { type Attempt, attempt, isNothingThere, removal } from './errors.ts';
import { discordLimits } from './limits.ts';
import { multipartRequest } from './multipart.ts';
import { createQuestions } from './questions.ts';
import { renderDiscord } from './render.ts';
import type { DiscordClients, DiscordRest } from './rest.ts';

export interface DiscordMessenger extends Messenger {
  /** Answers in a follow-up that only the person sees. */
  replyEphemeral(target: StatusTarget, card: Card): Promise<void>;
  /** Remembers which answer a message is that one person alone sees: nothing but its own token changes it. */
  noteQuestion(target: StatusTarget, messageId: string): void;
  /** Puts a card in the place of such a message, as long as this process knows it and its token is good. */
  closeQuestion(messageId: string, card: Card): Promise<void>;
}

export function createDiscordMessenger(
  deps: { rest: DiscordRest; now?: () => number; channels: DiscordChannels },
  settings: { applicationId: string },
): DiscordMessenger {
  const { prompt } = deps.rest;
  const now = deps.now ?? Date.now;
  const replyRoute = (token: string) => Routes.webhookMessage(settings.applicationId, token, '@original');
  const canReply = (target: StatusTarget): target is StatusTarget & { replyToken: string } =>
    target.replyToken !== undefined && (target.replyExpiresAt?.getTime() ?? 0) > now();

  /** Replaces the status: by the interaction's token while that is valid, otherwise by the bot's. */
  async function edit(
    target: StatusTarget,
    card: Card,
    files: OutgoingFile[] | 'as they are',
    options: Attempt = {},
  ): Promise<Delivered | undefined> {
    // What an edit does not name stays: https://docs.discord.com/developers/reference#editing-message-attachments
    const request =
      files === 'as they are'
        ? { body: renderDiscord(card) }
        : requestOf({ ...renderDiscord(card), ...attachmentsOf(files) }, files);
    if (canReply(target)) {
      const route = replyRoute(target.replyToken);
      const edited = await attempt(() => prompt.interactions.patch(route, { ...request, auth: false }), options);
      if (edited !== closed) return deliveredAs('reply', edited as APIMessage);
    }
    if (target.messageId === undefined || target.isPrivate) return undefined;
    const route = Routes.channelMessage(target.channelId, target.messageId);
    const edited = await attempt(() => prompt.bot.patch(route, request), options);
    return edited === closed ? undefined : deliveredAs('channel', edited as APIMessage);
  }

  async function post(target: StatusTarget, card: Card, files: OutgoingFile[], bringing: Bringing) {
    // Whatever the bot posts itself, others see.
    if (target.isPrivate) return undefined;
    await bringing.keep();
    // The nonce makes a repeated post return the first one's message instead of posting a second.
    const nonce = createHash('sha256').update(bringing.key).digest('hex').slice(0, 25);
    const body = { ...renderDiscord(card), ...attachmentsOf(files), nonce, enforce_nonce: true };
    const route = Routes.channelMessages(target.channelId);
    const posted = await attempt(() => prompt.bot.post(route, requestOf(body, files)), bringing);
    return posted === closed ? undefined : deliveredAs('channel', posted as APIMessage);
  }

  async function remove(target: StatusTarget, messageId: string): Promise<boolean> {
    // Out of reach without its token, and only until the person closes Discord.
    if (target.isPrivate && !canReply(target)) return true;
    if (!target.isPrivate) {
      const route = Routes.channelMessage(target.channelId, messageId);
      if (await removal(() => prompt.bot.delete(route))) return true;
    }
    if (!canReply(target)) return false;
    const route = Routes.webhookMessage(settings.applicationId, target.replyToken, messageId);
    return removal(() => prompt.interactions.delete(route, { auth: false }));
  }

  const questions = createQuestions(now);

  async function replyEphemeral(
    { interactions }: DiscordClients,
    target: StatusTarget & { replyToken: string },
    card: Card,
  ) {
    const message = renderDiscord(card);
    return (await interactions.post(Routes.webhook(settings.applicationId, target.replyToken), {
      auth: false,
      body: { ...message, flags: message.flags | MessageFlags.Ephemeral },
    })) as APIMessage;
  }

  async function withdraw(target: StatusTarget, from: Posted & { kept: readonly string[] }, card: Card) {
    if (target.isPrivate) return false;
    const body = { ...renderDiscord(card), attachments: from.kept.map((id) => ({ id })) };
    const route = Routes.channelMessage(target.channelId, from.messageId);
    return (await attempt(() => prompt.bot.patch(route, { body }))) !== closed;
  }

  return {
    // No time limit but the client's own: only its answer says that the update will not arrive after the result.
    update: async (target, card) => (await edit(target, card, [])) !== undefined,
    async preview(target, card, file) {
      const edited = await edit(target, card, file ? [file] : 'as they are');
      return edited && { messageId: edited.messageId, uploads: edited.uploads ?? [] };
    },
    async deliver(target, card, files, bringing) {
      const edited = await edit(target, card, files, bringing);
      if (edited) return edited;
      const posted = await post(target, card, files, bringing);
      const { messageId } = target;
      // A status that could not be edited, as in a thread that the post has only now opened again, would go on saying that it is being made.
      if (posted && messageId !== undefined) await remove(target, messageId).catch(() => undefined);
      return posted;
    },
    rewrite: (target, card, files) => edit(target, card, files, { isSmallest: true }),

    withdraw,
    // There is nothing but messages.
    forgetPerson: async () => true,
    takeBack: (target, from, [card]) => withdraw(target, from, card),

    remove: (target, { messageId }) => remove(target, messageId),

    // https://docs.discord.com/developers/resources/message#get-channel-message
    async linkTo({ workspaceId, channelId }, messageId) {
      const isGone = await prompt.bot.get(Routes.channelMessage(channelId, messageId)).then(
        () => false,
        (error: unknown) => isNothingThere(error),
      );
      return isGone
        ? 'gone'
        : { url: `https://discord.com/channels/${workspaceId || '@me'}/${channelId}/${messageId}` };
    },

    // A reply to a command shows whose it is; one to a button, and a message of the bot's own, do not.
    async asker({ workspaceId, channelId, userId, isPrivate }) {
      if (isPrivate || (workspaceId === '' && (await deps.channels.isOwnDirect(channelId)))) return undefined;
      return { by: userId };
    },

    async note(target, card) {
      return canReply(target) && (await attempt(() => replyEphemeral(prompt, target, card))) !== closed;
    },

    // The answer to the press was begun for this person alone, and stays so: by its token, and in no other way.
    async showPrivately(target, card, files) {
      if (!canReply(target)) return undefined;
      const request = requestOf({ ...renderDiscord(card), ...attachmentsOf(files) }, files);
      const route = replyRoute(target.replyToken);
      const edited = await attempt(() => prompt.interactions.patch(route, { ...request, auth: false }), {
        isSmallest: true,
      });
      return edited === closed ? undefined : 'here';
    },

    async replyEphemeral(target, card) {
      if (!canReply(target)) return;
      const { id } = await replyEphemeral(deps.rest.answers, target, card);
      questions.note(id, target);
    },

    noteQuestion: (target, messageId) => questions.note(messageId, target),

    // https://docs.discord.com/developers/interactions/receiving-and-responding#edit-followup-message
    async closeQuestion(messageId, card) {
      const token = questions.tokenOf(messageId);
      if (token === undefined) return;
      const route = Routes.webhookMessage(settings.applicationId, token, messageId);
      await deps.rest.answers.interactions.patch(route, { auth: false, body: renderDiscord(card) });
    },
  };
}

const deliveredAs = (deliveryMethod: Delivered['deliveryMethod'], { id, attachments }: APIMessage): Delivered => ({
  deliveryMethod,
  messageId: id,
  uploads: attachments.map((attachment) => attachment.id),
});

const requestOf = (body: object, files: OutgoingFile[]) =>
  files.length === 0 ? { body } : multipartRequest(body, files);

const attachmentsOf = (files: OutgoingFile[]) => ({
  attachments: files.map((file, index) => ({
    id: String(index),
    filename: file.filename,
    description: cut(file.number === undefined ? file.alt : `${file.number}: ${file.alt}`, discordLimits.altText),
  })),
});
