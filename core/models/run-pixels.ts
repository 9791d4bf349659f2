import { deflateSync } from 'node:zlib';
import { pngSignature } from '../assets/sniff-format.ts';
import { pngChunk } from '../images/containers/png-chunks.ts';
import type { Colours } from '../pixel/picture.ts';
import type { PixelInputs } from './pixel-inputs.ts';
import type { PixelWish } from './pixel-wish.ts';

/** What a run is given of a wish. How many colours, no model takes: that is seen to when it is done. */
export const pixelInputsOf = ({ palette, background, preset, seamless, literal }: PixelWish): PixelInputs => ({
  preset,
  paletteUrl: palette && paletteUrl(palette.colours),
  isClear: background === 'none',
  seamless,
  isLiteral: literal === true,
});

/**
 * A palette as models take one: a picture of its colours, one pixel each. It is in the address itself, so that nothing is stored for it, nobody else can fetch it,
 * and the same palette has the same address, by which a lost run is found again.
 */
export function paletteUrl(colours: Colours): string {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(colours.length, 0);
  header.writeUInt32BE(1, 4);
  // RGB of 8 bits each (PNG, third edition, section 11.2.1).
  header.set([8, 2], 8);
  const row = Buffer.alloc(1 + colours.length * 3);
  for (const [index, colour] of colours.entries()) row.writeUIntBE(colour, 1 + index * 3, 3);
  const chunks = [pngChunk('IHDR', header), pngChunk('IDAT', deflateSync(row)), pngChunk('IEND', Buffer.alloc(0))];
  return `data:image/png;base64,${Buffer.concat([pngSignature, ...chunks]).toString('base64')}`;
}
