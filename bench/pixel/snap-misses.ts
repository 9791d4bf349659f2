import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type OverlayOptions } from 'sharp';
import { rawOf } from '#core/images/raw-pixels.ts';
import type { Pixels } from '#core/pixel/picture.ts';
import type { Snap } from '#core/pixel/snap/snap.ts';

const panelPx = 480;
const gapPx = 8;

/** One picture that says why: what was given, what was found (one or two, or nothing), and what it was. */
export async function keepMiss(
  folder: string,
  { name, png, truth }: { name: string; png: Buffer; truth?: Pixels },
  found: Snap,
): Promise<void> {
  const drawn = found.kind === 'snapped' ? [found] : found.kind === 'unsure' ? found.candidates : [];
  const panels = [
    await fitted(sharp(png)),
    ...(await Promise.all(drawn.map(({ picture }) => panelOf(picture)))),
    ...(truth ? [await panelOf(truth)] : []),
  ];
  const composed = panels.map((input, at): OverlayOptions => ({ input, left: at * (panelPx + gapPx), top: 0 }));
  await mkdir(folder, { recursive: true });
  const sizes = drawn.map(({ columns, rows }) => `-${columns}x${rows}`).join('');
  await sharp({
    create: { width: panels.length * (panelPx + gapPx), height: panelPx, channels: 3, background: '#808080' },
  })
    .composite(composed)
    .png()
    .toFile(join(folder, `${name}--${found.kind}${sizes}.png`));
}

const panelOf = (picture: Pixels): Promise<Buffer> => fitted(sharp(...rawOf(picture)));

const fitted = (image: ReturnType<typeof sharp>): Promise<Buffer> =>
  image.resize(panelPx, panelPx, { kernel: 'nearest', fit: 'contain', background: '#808080' }).png().toBuffer();
