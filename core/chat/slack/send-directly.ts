import type { WebClient } from '@slack/web-api';
import type { Card } from '../card/card.ts';
import type { OutgoingFile, Posted } from '../messenger.ts';
import { renderSlack } from './render.ts';
import { findShare, upload } from './uploads.ts';

/** Sends pictures to a person's direct messages with the bot. @throws if Slack does not take them, or does not say where they are */
export async function sendDirectly(
  client: WebClient,
  userId: string,
  card: Card,
  files: OutgoingFile[],
): Promise<Posted & { channelId: string }> {
  const opened = await client.conversations.open({ users: userId });
  const channelId = opened.channel?.id;
  if (!channelId) throw new Error('Slack opened no direct messages.');
  const ids = await Promise.all(files.map((file) => upload(client, file)));
  const [first, ...rest] = ids.map((id) => ({ id }));
  if (!first) throw new Error('There is nothing to send.');
  await client.files.completeUploadExternal({
    channel_id: channelId,
    files: [first, ...rest],
    blocks: renderSlack(card).blocks,
  });
  const share = await findShare(client, first.id);
  return { channelId, messageId: typeof share === 'object' ? share.ts : '', uploads: ids };
}
