import type { Deps } from '../deps.ts';
import type { ReplyTarget } from './target.ts';

export type Channel = Pick<ReplyTarget, 'platform' | 'workspaceId' | 'channelId'>;

/** A channel as a keyed hash: it is only ever compared. */
export const channelHash = (
  { keys }: Pick<Deps, 'keys'>,
  { platform, workspaceId, channelId }: Channel,
): Promise<Uint8Array<ArrayBuffer>> => keys.lookup('channel', `${platform}:${workspaceId}:${channelId}`);
