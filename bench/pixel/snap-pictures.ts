import sharp from 'sharp';
import type { Pixels } from '#core/pixel/picture.ts';
import { createRandom } from '#sandbox/replicate/pictures/random.ts';
import { artKinds, drawArt, type Kind } from '#test/pixel/art.ts';
import { type DamageName, damages, type Stored } from '#test/pixel/damages.ts';
import { toPixels } from '#test/pixel/layers.ts';
import { photographKinds, takePhotograph } from '#test/pixel/photographs.ts';

/** A damaged picture of pixel art, as a PNG, and the art that it was. */
export interface DamagedPicture {
  name: string;
  kind: Kind;
  png: Buffer;
  truth: Pixels;
}

/** About as large as image models draw. */
const sidePx = [700, 1_060] as const;

/** The same each time for the same seed; which seeds the detector's numbers were chosen on is said in `snap-score.ts`. */
export async function damagedPicture(damage: DamageName, seed: string, index: number): Promise<DamagedPicture> {
  const random = createRandom(`${seed}/${damage}/${index}`);
  const kind = artKinds[(index + random.integer(0, 1)) % artKinds.length] ?? 'sprite';
  // A ground around them makes them up to twice as large.
  const width = random.pick(damage === 'matted' ? [16, 24, 32, 48, 64] : [16, 24, 32, 32, 48, 64, 64, 96, 128]);
  const height = Math.max(16, Math.round(width * random.pick([1, 1, 1, 0.75, 1.25])));
  const colours = random.integer(Math.min(8, 4 + Math.floor(width / 16)), width < 32 ? 16 : 32);
  const art = drawArt(kind, random, { width, height, colours, matte: damage !== 'matted' && random.chance(0.5) });
  const pitch = random.between(...sidePx) / Math.max(width, height);
  const { layer, stored, truth } = damages[damage](art, random, pitch);
  const { png, isFlat } = await kept(toPixels(layer), stored);
  return {
    name: `${damage}-${index}-${kind}-${truth.width}x${truth.height}`,
    kind,
    png,
    truth: isFlat ? flattened(truth) : truth,
  };
}

/** After it was stored as it was, as a PNG. */
async function kept({ data, width, height }: Pixels, stored: Stored): Promise<{ png: Buffer; isFlat: boolean }> {
  const image = sharp(Buffer.from(data.buffer), { raw: { width, height, channels: 4 } });
  const fast = { compressionLevel: 6 };
  if (stored.as === 'png') return { png: await image.png(fast).toBuffer(), isFlat: false };
  const { as, quality } = stored;
  const flat = as === 'jpeg' ? image.flatten({ background: '#ffffff' }) : image;
  const lossy = await flat.toFormat(as, { quality }).toBuffer();
  return { png: await sharp(lossy).png(fast).toBuffer(), isFlat: as === 'jpeg' };
}

/** What is clear, as JPEG has it. */
const flattened = ({ data, ...size }: Pixels): Pixels => ({
  ...size,
  data: data.map((pixel) => (pixel >>> 24 === 0 ? 0xffffffff : pixel)),
});

export async function photograph(seed: string, index: number): Promise<{ name: string; png: Buffer }> {
  const random = createRandom(`${seed}/photograph/${index}`);
  const kind = photographKinds[index % photographKinds.length] ?? 'clouds';
  const grey = index % 5 === 4;
  const [width, height] = [random.integer(600, 1_024), random.integer(600, 1_024)];
  const stored: Stored = random.chance(0.7) ? { as: 'jpeg', quality: random.integer(35, 95) } : { as: 'png' };
  const { png } = await kept(takePhotograph(kind, random, { width, height, grey }), stored);
  return { name: `photograph-${index}-${kind}${grey ? '-grey' : ''}`, png };
}
