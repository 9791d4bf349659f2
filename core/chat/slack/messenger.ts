import type { Button, HomeView, WebClient } from '@slack/web-api';
import type { Config } from '../../config.ts';
import type { Logger } from '../../log.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import { text } from '../card/blocks.ts';
import type { Card } from '../card/card.ts';
import { ChatError, closed } from '../chat-error.ts';
import type { Bringing, Delivered, Messenger, StatusTarget } from '../messenger.ts';
import { createSlackClients, type WhenRemoved, type WithClient } from './clients.ts';
import { type Conversation, conversationOf, isDirectId } from './conversation.ts';
import { attempt, slackError, unlessClosed, unlessNoFile, unlessNoMessage } from './errors.ts';
import { inReach } from './in-reach.ts';
import { createSlackNames } from './names.ts';
import { forWhoAsks, type Outsider } from './outsider.ts';
import { plainIfRefused } from './plain-if-refused.ts';
import { renderSlack, withFirst } from './render.ts';
import { answerByAddress, respond } from './response-url.ts';
import { sendDirectly } from './send-directly.ts';
import { shareResult } from './share-result.ts';
import type { SlackTokens } from './tokens.ts';
import { findShare } from './uploads.ts';

/** Where a card was shown. */
export interface Shown {
  channelId: string;
  messageId: string;
  /** Sent to the person directly, because the bot cannot post where they asked. */
  direct: boolean;
}

export interface SlackMessenger extends Messenger {
  /** Posts a card where a person just asked, or as near as the bot can get; undefined if it may not post at all. */
  show(target: StatusTarget, card: Card): Promise<Shown | undefined>;
  /**
   * Shows a card to the person alone, in answer to what they just did. `first`: buttons of Slack's own before those of the card, whose values hold more
   * than an id of ours may.
   */
  replyEphemeral(target: StatusTarget & Outsider, card: Card, first?: readonly Button[]): Promise<void>;
  /** Replaces the card whose button was pressed with another, which only this person sees. */
  replace(target: StatusTarget & Outsider, card: Card): Promise<void>;
  /** The same for a question that was answered: only by the press's own address, and never as another message. */
  closeQuestion(target: StatusTarget, card: Card): Promise<void>;
  /** For anything that is not a message: forms, files. */
  withClient: WithClient;
  /** Sets the callback for when Slack says that a team removed UPixel; until then there is none. */
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

  const nameOf = createSlackNames({ withClient });

  async function replyEphemeral(target: StatusTarget & Outsider, said: Card, first: readonly Button[] = []) {
    const card = forWhoAsks(said, target);
    const byAddress = () =>
      respond(target, withFirst(renderSlack(card), first), { replaceOriginal: false, now: now(), origins });
    const asTheBot = async () => {
      const to = { ...conversationOf(target), user: target.userId };
      const say = (client: WebClient) =>
        plainIfRefused(card, (words) => client.chat.postEphemeral({ ...to, ...withFirst(renderSlack(words), first) }));
      const shown = await withClient(target.workspaceId, (client) => unlessClosed(() => say(client)));
      return shown !== undefined && shown !== closed;
    };
    if (target.threadId === undefined) {
      if ((await byAddress()) || (await asTheBot())) return;
    } else {
      // What one person sees at an address stands in the channel: only what everybody sees goes into a thread there
      // (https://docs.slack.dev/interactivity/handling-user-interaction#publishing_in_thread).
      const orByAddress = (error: unknown) => (target.replyToken === undefined ? Promise.reject(error) : false);
      if ((await asTheBot().catch(orByAddress)) || (await byAddress())) return;
    }
    await withClient(target.workspaceId, async (client) => {
      const opened = await unlessClosed(() => client.conversations.open({ users: target.userId }));
      const channel = opened === closed ? undefined : opened.channel?.id;
      const sent = channel === undefined ? closed : await unlessClosed(() => post(client, { channel }, card, first));
      if (sent === closed) throw notShown();
    });
  }

  return {
    withClient,
    whenRemoved(tell) {
      removed = tell;
    },
    replyEphemeral,

    // https://docs.slack.dev/reference/methods/chat.getPermalink
    async linkTo({ workspaceId, channelId: channel }, messageId) {
      try {
        const asked = { channel, message_ts: messageId };
        const answer = await withClient(workspaceId, (client) => client.chat.getPermalink(asked));
        return answer?.permalink ? { url: answer.permalink } : {};
      } catch (error) {
        return slackError(error) === 'message_not_found' ? 'gone' : {};
      }
    },

    // By name: Slack notifies whoever is mentioned by id.
    asker: async ({ workspaceId, channelId, userId }) =>
      isDirectId(channelId) ? undefined : { by: userId, name: await nameOf(workspaceId, userId) },

    async show(target, card) {
      const shown = await withClient(target.workspaceId, (client) =>
        inReach(client, target, (conversation) => post(client, conversation, card), {
          hereOnly: card.notifies !== undefined,
        }),
      );
      return shown && { channelId: shown.conversation.channel, messageId: shown.result, direct: shown.direct };
    },

    async replace(target, card) {
      const shown = renderSlack(forWhoAsks(card, target));
      if (!(await respond(target, shown, { replaceOriginal: true, now: now(), origins })))
        await replyEphemeral(target, card);
    },

    async closeQuestion(target, card) {
      await respond(target, renderSlack(card), { replaceOriginal: true, now: now(), origins });
    },

    async update(target, card) {
      const updated = await attempt(() => withClient(target.workspaceId, (client) => update(client, target, card)));
      return updated !== undefined && updated !== closed;
    },

    async deliver(target, card, files, bringing) {
      // Also kept here, in case the token changes half-way and the call is restarted.
      const saved: Bringing = {
        ...bringing,
        async save(uploads) {
          await bringing.save(uploads);
          saved.uploads = uploads;
        },
      };
      const bring = (client: WebClient) =>
        files.length > 0
          ? shareResult(client, target, card, files, saved)
          : showEnd(client, target, card, () => saved.keep());
      const delivered = await attempt(() => withClient(target.workspaceId, bring), bringing);
      return delivered === closed ? undefined : delivered;
    },

    async rewrite(target, card, files) {
      // Pictures are in a message of their own, to which no status is written.
      if (files.length > 0) return undefined;
      const updated = await attempt(() => withClient(target.workspaceId, (client) => update(client, target, card)));
      return updated === undefined || updated === closed ? undefined : { deliveryMethod: 'reply', messageId: updated };
    },

    // Only by the request's own response_url: a note is not worth a direct message.
    note: async (target, card) =>
      (await attempt(() =>
        answerByAddress(target, renderSlack(card), { replaceOriginal: false, now: now(), origins }),
      )) === true,

    // An ephemeral message has no files (https://docs.slack.dev/reference/methods/chat.postEphemeral): they go to the person directly.
    async showPrivately(target, card, files) {
      const sent = await attempt(() =>
        withClient(target.workspaceId, (client) =>
          unlessClosed(() => sendDirectly(client, target.userId, card, files)),
        ),
      );
      return sent === undefined || sent === closed ? undefined : sent;
    },

    // Slack itself shows in the message that one of its files was deleted.
    async withdraw(target, { uploads, kept }) {
      const gone = uploads.filter((file) => !kept.includes(file));
      await attempt(() => withClient(target.workspaceId, (client) => deleteFiles(client, gone)));
      return true;
    },

    // No document says that a message with files can be given other words: a card of its own tells, and a message without any picture left goes.
    async takeBack(target, { messageId, uploads, kept }, [, card]) {
      const gone = uploads.filter((file) => !kept.includes(file));
      const told = await attempt(() =>
        withClient(target.workspaceId, async (client) => {
          if (kept.length > 0) await deleteFiles(client, gone);
          else await remove(client, target, messageId, uploads);
          return unlessClosed(() => post(client, conversationOf(target), card));
        }),
      );
      return told !== closed;
    },

    async remove(target, { messageId, uploads }) {
      const removed = await attempt(() =>
        withClient(target.workspaceId, (client) => remove(client, target, messageId, uploads)),
      );
      return removed === true;
    },

    async forgetPerson({ workspaceId, userId: user_id }) {
      const publish = (client: WebClient) => client.views.publish({ user_id, view: emptyHome });
      return (await attempt(() => withClient(workspaceId, publish))) !== closed;
    },
  };
}

/** Slack refused every way there is: whoever answers must not believe that it is read. */
const notShown = () => new ChatError('unavailable', { said: 'no way to the person' });

/** The Home tab of somebody whom we do not know; it is drawn anew when they open it. */
const emptyHome: HomeView = {
  type: 'home',
  blocks: renderSlack({ tone: 'notice', title: 'UPixel', blocks: [text(['Type ', { command: 'imagine' }, '.'])] })
    .blocks,
};

/** Posts a card, in plainer words if Slack refuses its blocks. Returns the message's ts, which is its id in Slack. */
async function post(
  client: WebClient,
  conversation: Conversation,
  card: Card,
  first: readonly Button[] = [],
): Promise<string> {
  const { ts } = await plainIfRefused(card, (words) => {
    const message = { ...withFirst(renderSlack(words), first), unfurl_links: false, unfurl_media: false };
    return client.chat.postMessage({ ...conversation, ...message });
  });
  if (!ts) throw new Error('Slack did not say which message it posted.');
  return ts;
}

async function update(client: WebClient, target: StatusTarget, card: Card): Promise<string | undefined> {
  if (target.messageId === undefined) return undefined;
  await client.chat.update({ channel: target.channelId, ts: target.messageId, ...renderSlack(card) });
  return target.messageId;
}

/** Shows an end without pictures in the status message, or in a new one if that is gone. */
async function showEnd(
  client: WebClient,
  target: StatusTarget,
  card: Card,
  keep: () => Promise<void>,
): Promise<Delivered | undefined> {
  const updated = await unlessClosed(() => update(client, target, card));
  if (updated !== closed && updated !== undefined) return { deliveryMethod: 'reply', messageId: updated };
  await keep();
  if (target.messageId !== undefined)
    return { deliveryMethod: 'channel', messageId: await post(client, conversationOf(target), card) };
  const reached = await inReach(client, target, (conversation) => post(client, conversation, card));
  return reached && { deliveryMethod: 'channel', messageId: reached.result };
}

/**
 * Asks Slack where the files are shown: they may have gone to the person directly, and a quick person presses Delete
 * before we know it ourselves.
 */
async function remove(
  client: WebClient,
  target: StatusTarget,
  messageId: string,
  uploads: readonly string[],
): Promise<boolean> {
  const shares = await Promise.all(uploads.map((file) => unlessClosed(() => findShare(client, file))));
  const named = { channel: target.channelId, ts: messageId };
  const messages = [named, ...shares.filter((share) => typeof share === 'object')];
  const each = new Map(messages.map((message) => [`${message.channel}/${message.ts}`, message]));
  let isGone = true;
  for (const message of each.values())
    if ((await unlessClosed(() => unlessNoMessage(() => client.chat.delete(message)))) === closed) isGone = false;
  return (await deleteFiles(client, uploads)) && isGone;
}

/** Each file on its own: one that Slack does not delete must not keep the others. */
async function deleteFiles(client: WebClient, files: readonly string[]): Promise<boolean> {
  const deleted = await Promise.all(
    files.map((file) => unlessClosed(() => unlessNoFile(() => client.files.delete({ file })))),
  );
  return !deleted.includes(closed);
}
