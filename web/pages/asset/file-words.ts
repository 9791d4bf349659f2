import type { Asset } from '#core/contract/pages/shapes.ts';

/** “1.2 MB”. */
export const fileSize = (bytes: number) =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

/** As people call it. */
export const typeNames = { png: 'PNG', webp: 'WebP', jpeg: 'JPEG', gif: 'GIF' } satisfies Record<
  Asset['fileType'],
  string
>;
