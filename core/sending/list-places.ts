import type { Platform } from '../chat/platforms.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { listAskedIn } from './asked-in.ts';
import { type ChannelDeps, channelNow } from './channel-now.ts';

/** A channel that an account's image can be sent to. */
export interface SendPlace {
  id: string;
  platform: Platform;
  workspaceName: string | null;
  /** Null where the chat does not tell it. */
  channelName: string | null;
  askedAt: Date;
  /** Where its person asked last there, if the chat tells. */
  url: string | null;
}

/** Those that are open at this moment, and the chats that do not answer. */
export async function listSendPlaces(
  deps: ChannelDeps & Pick<Deps, 'db' | 'keys' | 'seal' | 'metrics' | 'messengers'>,
  userId: string,
): Promise<{ places: SendPlace[]; silent: Platform[] }> {
  const silent = new Set<Platform>();
  const places = await Promise.all(
    (await listAskedIn(deps, userId)).map(async ({ generationId: id, target, workspaceName, messageId, askedAt }) => {
      const { platform } = target;
      const now = await channelNow(deps, target).catch((error: unknown) => {
        if (!(error instanceof Failure)) throw error;
        silent.add(platform);
        return undefined;
      });
      if (!now) return [];
      const link = messageId === null ? {} : await deps.messengers[platform].linkTo?.(target, messageId);
      const url = (link !== 'gone' && link?.url) || null;
      return [{ id, platform, workspaceName, channelName: now.name, askedAt, url }];
    }),
  );
  return { places: places.flat(), silent: [...silent] };
}
