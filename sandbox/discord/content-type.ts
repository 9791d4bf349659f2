const types: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  txt: 'text/plain; charset=utf-8',
  json: 'application/json',
};

/** By the name, as Discord's CDN does; anything unknown is offered as a download. */
export const contentTypeOf = (filename: string): string =>
  types[filename.split('.').pop()?.toLowerCase() ?? ''] ?? 'application/octet-stream';
