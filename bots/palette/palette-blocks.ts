import { type Block, code, images, note } from '#core/chat/card/blocks.ts';
import type { Config } from '#core/config.ts';
import { swatchLink } from '#core/palettes/swatch-link.ts';
import { hexOf } from '#core/pixel/colour/hex.ts';
import type { Colours } from '#core/pixel/picture.ts';
import { counted } from '#core/words.ts';

/** As many as one reads in a message, and as fit with all of a request's pictures. */
const mostHex = 64;
/** Up to so many a line has one: so they are pasted into other programs. */
const mostLines = 16;
const inLine = 8;

/** Colours to be looked at, and in hex to be copied. */
export function paletteBlocks(
  config: Pick<Config, 'publicUrl'>,
  colours: Colours,
  { number }: { number?: number | undefined } = {},
): Block[] {
  const left = colours.length - mostHex;
  return [
    images({
      ...{ filename: 'palette.png', alt: hexLines(colours).join(' '), url: swatchLink(config, colours) },
      ...(number === undefined ? {} : { number }),
    }),
    code(hexLines(colours.slice(0, mostHex)).join('\n')),
    ...(left > 0 ? [note(`And ${counted(left, 'more colour')}: ${config.publicUrl}/palettes has all of them.`)] : []),
  ];
}

function hexLines(colours: Colours): string[] {
  const hex = colours.map(hexOf);
  if (hex.length <= mostLines) return hex;
  return Array.from({ length: Math.ceil(hex.length / inLine) }, (_, row) =>
    hex.slice(row * inLine, (row + 1) * inLine).join(' '),
  );
}
