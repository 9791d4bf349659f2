import { type Platform, platforms } from '../chat/platforms.ts';
import type { Config } from '../config.ts';

/** How a chat shows a person; kept with the identity once it is linked. */
export interface ChatPerson {
  name: string;
  /** On Discord a path on its CDN, on Slack a URL; null if there is no picture. */
  avatarPath: string | null;
  /** The server's or workspace's name. */
  placeName: string | null;
}

/** The URL of such a picture, and the only hosts it may come from (for core/download.ts). */
export function avatarAddress(config: Config, platform: Platform, path: string) {
  const { base, hosts } = platforms[platform].pictures(config);
  return { url: URL.canParse(path, base) ? new URL(path, base).href : base, allowedHosts: hosts };
}
