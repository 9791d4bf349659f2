import type { Config } from '../config.ts';

/** How a chat shows a person; kept with the identity once it is linked. */
export interface ChatPerson {
  name: string;
  /** On Discord a path on its CDN, in Slack a URL; null without a picture. */
  avatarPath: string | null;
  /** The server or workspace. */
  placeName: string | null;
}

/** Where such a picture is, and the only hosts it may come from (for core/download.ts). */
export function avatarAddress(config: Config, platform: 'discord' | 'slack', path: string) {
  const { base, hosts } = platform === 'discord' ? discordPictures(config) : slackPictures(config);
  return { url: URL.canParse(path, base) ? new URL(path, base).href : base, allowedHosts: hosts };
}

function discordPictures({ discord }: Config) {
  const api = new URL(discord.apiUrl);
  const base = api.hostname === 'discord.com' ? 'https://cdn.discordapp.com' : api.origin;
  return { base, hosts: [new URL(base).host] };
}

/** Slack keeps uploaded pictures on hosts of its own; who uploaded none has one of Gravatar's. */
function slackPictures({ slack }: Config) {
  const api = new URL(slack.apiUrl);
  const hosts =
    api.hostname === 'slack.com' ? ['avatars.slack-edge.com', 'ca.slack-edge.com', 'secure.gravatar.com'] : [api.host];
  return { base: api.origin, hosts };
}
