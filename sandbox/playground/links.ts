/** The app's own picture, as its developer would have uploaded it to both chats. */
export const botAvatarUrl = '/icon.svg';

/**
 * Maps a stand-in's links to the playground's own address, so that a page with a strict policy, or behind one forwarded
 * port, shows every picture.
 */
export function throughHere<T>(value: T, standInUrl: string, prefix: string): T {
  const from = `${standInUrl}/`;
  return JSON.parse(JSON.stringify(value), (key: string, each: unknown) =>
    isLink(key) && typeof each === 'string' && each.startsWith(from) ? `${prefix}/${each.slice(from.length)}` : each,
  ) as T;
}

/** Only links: people's own text stays as they wrote it. */
const isLink = (key: string) => /^(url|proxy_url|icon_url|avatarUrl|image_\d+)$/.test(key);
