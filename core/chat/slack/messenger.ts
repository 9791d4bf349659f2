import type { WebClient } from '@slack/web-api';
import type { Config } from '../../config.ts';
import type { Logger } from '../../log.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import type { Card } from '../card.ts';
import { closed } from '../chat-error.ts';
import type { Bringing, Delivered, Messenger, Spot } from '../messenger.ts';
import { createSlackClients, type WhenRemoved, type WithClient } from './clients.ts';
import { attempt, unlessClosed, unlessNoFile } from './errors.ts';
import { inReach } from './in-reach.ts';
import { type Place, placeId, placeOf } from './place.ts';
import { renderSlack } from './render.ts';
import { answerByAddress, respond } from './response-url.ts';
import { shareResult } from './share-result.ts';
import type { SlackTokens } from './tokens.ts';
import { findShare } from './uploads.ts';

/** Where a card was shown. */
export interface Shown {
  channelId: string;
  messageId: string;
  /** To the person directly, because the bot cannot be where they asked. */
  direct: boolean;
}

export interface SlackMessenger extends Messenger {
  /** Posts a card where a person just asked, or as near as the bot can get; undefined where it may not post at all. */
  show(spot: Spot, card: Card): Promise<Shown | undefined>;
  /** Shows a card to the person alone, in answer to what they just did. */
  whisper(spot: Spot, card: Card): Promise<void>;
  /** Puts a card in place of the one whose button was pressed, which only this person sees. */
  replace(spot: Spot, card: Card): Promise<void>;
  /** For what is not a message: forms, files. */
  withClient: WithClient;
  /** Has somebody told when Slack says that UPixel was removed from a team; nobody is, before. */
  whenRemoved(tell: WhenRemoved): void;
}

export function createSlackMessenger(
  deps: { tokens: SlackTokens; log: Logger; metrics?: Metrics; now?: () => number },
  settings: Pick<Config['slack'], 'apiUrl' | 'replyOrigins'>,
): SlackMessenger {
  const { replyOrigins: origins } = settings;
  const now = deps.now ?? Date.now;
  let removed: WhenRemoved = async () => undefined;
  const withClient = createSlackClients({ ...deps, removed: (teamId, token) => removed(teamId, token) }, settings);

  async function whisper(spot: Spot, card: Card): Promise<void> {
    const message = renderSlack(card);
    if (await respond(spot, message, { replaceOriginal: false, now: now(), origins })) return;
    await withClient(spot.teamId, async (client) => {
      const to = { ...placeOf(spot.channelId), user: spot.userId };
      const shown = await unlessClosed(() => client.chat.postEphemeral({ ...to, ...message }));
      if (shown !== closed) return;
      const opened = await unlessClosed(() => client.conversations.open({ users: spot.userId }));
      const channel = opened === closed ? undefined : opened.channel?.id;
      if (channel) await unlessClosed(() => post(client, { channel }, card));
    });
  }

  return {
    withClient,
    whenRemoved(tell) {
      removed = tell;
    },
    whisper,

    async show(spot, card) {
      const shown = await withClient(spot.teamId, (client) =>
        inReach(client, spot, (place) => post(client, place, card), { hereOnly: card.notifies !== undefined }),
      );
      return shown && { channelId: placeId(shown.place), messageId: shown.result, direct: shown.direct };
    },

    async replace(spot, card) {
      if (!(await respond(spot, renderSlack(card), { replaceOriginal: true, now: now(), origins })))
        await whisper(spot, card);
    },

    async update(spot, card) {
      const updated = await attempt(() => withClient(spot.teamId, (client) => update(client, spot, card)));
      return updated !== undefined && updated !== closed;
    },

    async deliver(spot, card, files, bringing) {
      // Kept here too, for the case that the token changes half-way and the call is begun again.
      const saved: Bringing = {
        ...bringing,
        async save(uploads) {
          await bringing.save(uploads);
          saved.uploads = uploads;
        },
      };
      const bring = (client: WebClient) =>
        files.length > 0
          ? shareResult(client, spot, card, files, saved)
          : showEnd(client, spot, card, () => saved.keep());
      const delivered = await attempt(() => withClient(spot.teamId, bring), bringing);
      return delivered === closed ? undefined : delivered;
    },

    async rewrite(spot, card, files) {
      // Pictures stand in a message of their own, which no status is written to.
      if (files.length > 0) return undefined;
      const updated = await attempt(() => withClient(spot.teamId, (client) => update(client, spot, card)));
      return updated === undefined || updated === closed ? undefined : { rung: 'reply', messageId: updated };
    },

    // By the request's own address alone: nobody gets a direct message for it.
    note: async (spot, card) =>
      (await attempt(() =>
        answerByAddress(spot, renderSlack(card), { replaceOriginal: false, now: now(), origins }),
      )) === true,

    // Slack says in the message itself that a file of it was deleted.
    async withdraw(spot, { uploads, kept }) {
      const gone = uploads.filter((file) => !kept.includes(file));
      await attempt(() => withClient(spot.teamId, (client) => deleteFiles(client, gone)));
      return true;
    },

    async remove(spot, { messageId, uploads }) {
      await attempt(() => withClient(spot.teamId, (client) => remove(client, spot, messageId, uploads)));
    },
  };
}

/** Posts a card. Returns the message's ts, by which Slack knows it. */
async function post(client: WebClient, place: Place, card: Card): Promise<string> {
  const message = { ...renderSlack(card), unfurl_links: false, unfurl_media: false };
  const { ts } = await client.chat.postMessage({ ...place, ...message });
  if (!ts) throw new Error('Slack did not say which message it posted.');
  return ts;
}

async function update(client: WebClient, spot: Spot, card: Card): Promise<string | undefined> {
  if (spot.messageId === undefined) return undefined;
  const { channel } = placeOf(spot.channelId);
  await client.chat.update({ channel, ts: spot.messageId, ...renderSlack(card) });
  return spot.messageId;
}

/** An end without pictures, in the status message, or in a new one where that is gone. */
async function showEnd(
  client: WebClient,
  spot: Spot,
  card: Card,
  keep: () => Promise<void>,
): Promise<Delivered | undefined> {
  const updated = await unlessClosed(() => update(client, spot, card));
  if (updated !== closed && updated !== undefined) return { rung: 'reply', messageId: updated };
  await keep();
  if (spot.messageId !== undefined)
    return { rung: 'channel', messageId: await post(client, placeOf(spot.channelId), card) };
  const reached = await inReach(client, spot, (place) => post(client, place, card));
  return reached && { rung: 'channel', messageId: reached.result };
}

/**
 * Where the files stand is asked of Slack: they may have gone to the person directly, and whoever is quick presses Delete
 * before we know it ourselves.
 */
async function remove(client: WebClient, spot: Spot, messageId: string, uploads: readonly string[]): Promise<void> {
  const shares = await Promise.all(uploads.map((file) => unlessClosed(() => findShare(client, file))));
  const named = { channel: placeOf(spot.channelId).channel, ts: messageId };
  const messages = [named, ...shares.filter((share) => typeof share === 'object')];
  const each = new Map(messages.map((message) => [`${message.channel}/${message.ts}`, message]));
  for (const message of each.values()) await unlessClosed(() => client.chat.delete(message));
  await deleteFiles(client, uploads);
}

/** Each on its own: one that Slack does not let go of keeps none of the others. */
async function deleteFiles(client: WebClient, files: readonly string[]): Promise<void> {
  await Promise.all(files.map((file) => unlessClosed(() => unlessNoFile(() => client.files.delete({ file })))));
}
