import type { WebClient } from '@slack/web-api';
import type { Card } from '../card.ts';
import { closed } from '../chat-error.ts';
import type { Bringing, Delivered, OutgoingFile, Spot } from '../messenger.ts';
import { slackError, unlessClosed } from './errors.ts';
import { inReach } from './in-reach.ts';
import { type Place, placeOf } from './place.ts';
import { renderSlack } from './render.ts';
import { fileOf, findShare, upload } from './uploads.ts';

/**
 * Posts a result as one message with its pictures, then takes the status message away (docs/decisions/0008). Called
 * again it asks Slack how far it got: files that stand in a message are not shared a second time.
 */
export async function shareResult(
  client: WebClient,
  spot: Spot,
  card: Card,
  files: OutgoingFile[],
  bringing: Bringing,
): Promise<Delivered | undefined> {
  if (!(await wasPosted(client, bringing.uploads[0])) && !(await post(client, spot, card, files, bringing)))
    return undefined;
  const { messageId } = spot;
  if (messageId !== undefined)
    await unlessClosed(() => client.chat.delete({ channel: placeOf(spot.channelId).channel, ts: messageId }));
  const share = await unlessClosed(() => findShare(client, bringing.uploads[0] ?? ''));
  if (share === 'untold') throw new Error('Slack does not say yet where the pictures stand.');
  // Gone: somebody was quick to delete it. Closed: Slack does not tell. It was delivered all the same, and must not come again.
  const ts = share === 'gone' || share === closed ? (messageId ?? '') : share.ts;
  return { rung: messageId === undefined ? 'channel' : 'reply', messageId: ts };
}

/** A file that is known but stands nowhere: so it is for about a second, and later only if something went wrong. */
const settledMs = 60_000;

/** Slack knows a file only once it was completed, and completing it is what posts it. */
async function wasPosted(client: WebClient, fileId: string | undefined): Promise<boolean> {
  const file = fileId === undefined ? undefined : await fileOf(client, fileId);
  if (fileId === undefined || file === undefined) return false;
  if (file.shares.length > 0 || Date.now() - file.createdAt < settledMs) return true;
  // Old by our clock, which may be wrong: it has the second that any file has.
  return typeof (await findShare(client, fileId)) === 'object';
}

/** False where no place is left to post to. */
async function post(client: WebClient, spot: Spot, card: Card, files: OutgoingFile[], bringing: Bringing) {
  if (bringing.uploads.length !== files.length) await uploadAll(client, files, bringing);
  const complete = async (place: Place) => {
    await bringing.keep();
    try {
      await completeUploads(client, place, card, bringing.uploads);
    } catch (error) {
      // Uploads are not kept for ever, and can be completed once: by somebody who was quicker, while this process slept.
      if (slackError(error) !== 'file_not_found') throw error;
      if (await wasPosted(client, bringing.uploads[0])) return;
      await uploadAll(client, files, bringing);
      await bringing.keep();
      await completeUploads(client, place, card, bringing.uploads);
    }
  };
  // A request that has shown its status in a place is answered there or not at all.
  if (spot.messageId !== undefined) return (await unlessClosed(() => complete(placeOf(spot.channelId)))) !== closed;
  return (await inReach(client, spot, complete)) !== undefined;
}

async function uploadAll(client: WebClient, files: OutgoingFile[], bringing: Bringing) {
  await bringing.save(await Promise.all(files.map((file) => upload(client, file))));
}

/** With a comment Slack would leave out the blocks, so there is none. */
async function completeUploads(client: WebClient, place: Place, card: Card, ids: readonly string[]) {
  const [first, ...rest] = ids.map((id) => ({ id }));
  if (!first) throw new Error('There is nothing to share.');
  const { channel, thread_ts } = place;
  const where = thread_ts === undefined ? { channel_id: channel } : { channel_id: channel, thread_ts };
  return client.files.completeUploadExternal({ ...where, files: [first, ...rest], blocks: renderSlack(card).blocks });
}
