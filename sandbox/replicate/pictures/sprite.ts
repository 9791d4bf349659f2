import { type Canvas, colour, createCanvas, mix, overlay, paint, paintEllipse, paintRect } from './canvas.ts';
import { drawCreature } from './creature.ts';
import { createRandom } from './random.ts';
import { scenes } from './scenes.ts';
import { chooseTraits } from './traits.ts';

/** The shorter side of a picture in art pixels: large enough for a creature with a face, small enough to read as pixel art. */
const artPixels = 64;

/** Our stand-in for the NSFW classifier objects to a background of this colour, which survives any re-encoding. */
export const alarmColour = colour('#ff0028');

export interface SpriteOptions {
  prompt: string;
  seed: number;
  width: number;
  height: number;
  ground: 'scene' | 'transparent' | 'alarm';
  /** A picture used instead of a scene: RGB of exactly the grid's size. */
  base?: { data: Uint8Array; strength: number } | undefined;
  /** How large each pixel of art is drawn, if not as large as fits. */
  block?: number | undefined;
}

/** How many art pixels a picture of this size has, and how large each is drawn. */
export function gridOf(
  width: number,
  height: number,
  block = Math.max(1, Math.floor(Math.min(width, height) / artPixels)),
): { columns: number; rows: number; block: number } {
  return { columns: Math.ceil(width / block), rows: Math.ceil(height / block), block };
}

/** The same prompt and seed always give the same creature in the same place. */
export function drawSprite({ prompt, seed, width, height, ground, base, block }: SpriteOptions): Canvas {
  const { columns, rows } = gridOf(width, height, block);
  const random = createRandom(`${seed} ${prompt}`);
  const traits = chooseTraits(prompt, random);
  const canvas = createCanvas(columns, rows);
  if (ground === 'alarm') paintRect(canvas, 0, 0, columns, rows, alarmColour);
  else if (ground === 'scene' && base) paintBase(canvas, base);
  else if (ground === 'scene') scenes[traits.scene](canvas, random);

  const size = Math.max(8, Math.round((Math.min(columns, rows) * 0.7) / 2) * 2);
  const top = Math.round(rows * 0.9) - size;
  if (ground !== 'transparent') {
    paintEllipse(canvas, columns / 2, top + size * 0.95, size * 0.34, size * 0.06, colour('#1d1430'), 0.35);
  }
  overlay(canvas, drawCreature(size, traits, random), Math.round((columns - size) / 2), top);
  return canvas;
}

function paintBase(canvas: Canvas, { data, strength }: { data: Uint8Array; strength: number }) {
  for (let index = 0; index < canvas.width * canvas.height; index += 1) {
    const seen = [data[index * 3] ?? 0, data[index * 3 + 1] ?? 0, data[index * 3 + 2] ?? 0] as const;
    const tinted = mix(seen, colour('#5b4fa0'), 0.35 * strength);
    paint(canvas, index % canvas.width, Math.floor(index / canvas.width), tinted);
  }
}
