import { createHash } from 'node:crypto';
import sharp from 'sharp';

const CELLS = 5;

/** A PNG, as on Discord's CDN. */
export const avatarPng = (name: string): Promise<Buffer> =>
  sharp(Buffer.from(avatarSvg(name)), { density: 72 })
    .resize(128, 128, { kernel: 'nearest' })
    .png()
    .toBuffer();

/** A small symmetric pattern from a name, so that people can be told apart at a glance. */
function avatarSvg(name: string): string {
  const hash = createHash('sha256').update(name).digest();
  const hue = Math.round(((hash[0] ?? 0) / 255) * 360);
  const squares: string[] = [];
  for (let y = 0; y < CELLS; y += 1)
    for (let x = 0; x < Math.ceil(CELLS / 2); x += 1) {
      if ((hash[1 + y * 3 + x] ?? 0) < 128) continue;
      for (const column of new Set([x, CELLS - 1 - x]))
        squares.push(`<rect x="${column + 1}" y="${y + 1}" width="1.02" height="1.02"/>`);
    }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 7 7"><rect width="7" height="7" fill="hsl(${hue} 45% 28%)"/><g fill="hsl(${hue} 70% 72%)">${squares.join('')}</g></svg>`;
}
