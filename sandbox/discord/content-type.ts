const types: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  txt: 'text/plain; charset=utf-8',
  json: 'application/json',
};

/** From the file extension, as on Discord's CDN; unknown ones are offered as a download. */
export const contentTypeOf = (filename: string): string =>
  types[filename.split('.').pop()?.toLowerCase() ?? ''] ?? 'application/octet-stream';
