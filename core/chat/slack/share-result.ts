import type { WebClient } from '@slack/web-api';
import type { Card } from '../card/card.ts';
import { closed } from '../chat-error.ts';
import type { Bringing, Delivered, OutgoingFile, StatusTarget } from '../messenger.ts';
import { type Conversation, conversationOf } from './conversation.ts';
import { slackError, unlessClosed } from './errors.ts';
import { inReach } from './in-reach.ts';
import { renderSlack } from './render.ts';
import { fileOf, findShare, upload } from './uploads.ts';

/**
 * Posts a result as one message with its pictures, then deletes the status message (docs/decisions/0008-one-message-in-slack.md). If called
 * again, it asks Slack how far it got: files that are already in a message are not shared a second time.
 */
export async function shareResult(
  client: WebClient,
  target: StatusTarget,
  card: Card,
  files: OutgoingFile[],
  bringing: Bringing,
): Promise<Delivered | undefined> {
  if (!(await wasPosted(client, bringing.uploads[0])) && !(await post(client, target, card, files, bringing)))
    return undefined;
  const { messageId } = target;
  if (messageId !== undefined)
    await unlessClosed(() => client.chat.delete({ channel: target.channelId, ts: messageId }));
  const share = await unlessClosed(() => findShare(client, bringing.uploads[0] ?? ''));
  if (share === 'unknown') throw new Error('Slack does not say yet where the pictures stand.');
  // Gone: somebody quickly deleted it. Closed: Slack does not say. It was delivered all the same, and must not be posted again.
  const ts = share === 'gone' || share === closed ? (messageId ?? '') : share.ts;
  return { deliveryMethod: messageId === undefined ? 'channel' : 'reply', messageId: ts };
}

/** A file normally exists without a message for about a second; if it lasts longer, something went wrong. */
const settledMs = 60_000;

/** Slack knows a file only after it was completed, and completing it is what posts it. */
async function wasPosted(client: WebClient, fileId: string | undefined): Promise<boolean> {
  const file = fileId === undefined ? undefined : await fileOf(client, fileId);
  if (fileId === undefined || file === undefined) return false;
  if (file.shares.length > 0 || Date.now() - file.createdAt < settledMs) return true;
  // Old by our clock, which may be wrong: allow it the second that any file needs.
  return typeof (await findShare(client, fileId)) === 'object';
}

/** False if no place is left to post to. */
async function post(client: WebClient, target: StatusTarget, card: Card, files: OutgoingFile[], bringing: Bringing) {
  if (bringing.uploads.length !== files.length) await uploadAll(client, files, bringing);
  const titled = () => bringing.uploads.map((id, at) => ({ id, ...titleOf(files[at]) }));
  const complete = async (conversation: Conversation) => {
    await bringing.keep();
    try {
      await completeUploads(client, conversation, card, titled());
    } catch (error) {
      // Slack does not keep uploads for ever, and completes each only once: another process may have done so while this one slept.
      if (slackError(error) !== 'file_not_found') throw error;
      if (await wasPosted(client, bringing.uploads[0])) return;
      await uploadAll(client, files, bringing);
      await bringing.keep();
      await completeUploads(client, conversation, card, titled());
    }
  };
  // A request that has shown its status in a place is answered there or not at all.
  if (target.messageId !== undefined) return (await unlessClosed(() => complete(conversationOf(target)))) !== closed;
  return (await inReach(client, target, complete)) !== undefined;
}

interface TitledFile {
  id: string;
  title?: string;
}

async function uploadAll(client: WebClient, files: OutgoingFile[], bringing: Bringing) {
  await bringing.save(await Promise.all(files.map((file) => upload(client, file))));
}

/** Slack shows a file under its title: there stands the number by which the buttons name it (docs/decisions/0067-numbers-are-drawn-by-the-chat.md). */
const titleOf = (file: OutgoingFile | undefined) => (file?.number === undefined ? {} : { title: String(file.number) });

/** With a comment, Slack would leave out the blocks, so there is none. */
async function completeUploads(
  client: WebClient,
  conversation: Conversation,
  card: Card,
  [first, ...rest]: readonly TitledFile[],
) {
  if (!first) throw new Error('There is nothing to share.');
  const { channel, thread_ts } = conversation;
  const where = thread_ts === undefined ? { channel_id: channel } : { channel_id: channel, thread_ts };
  return client.files.completeUploadExternal({ ...where, files: [first, ...rest], blocks: renderSlack(card).blocks });
}
