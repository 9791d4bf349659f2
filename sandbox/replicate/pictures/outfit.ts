import { colour, mix } from './canvas.ts';
import { type Pen, tonesOf } from './pen.ts';
import type { Random } from './random.ts';
import type { Hat, Held } from './traits.ts';

const gold = tonesOf(colour('#f3c84b'));
const steel = tonesOf(colour('#aebbd0'));

const cloths = [colour('#d24b4b'), colour('#3f6fd0'), colour('#7a4fc0'), colour('#2f9a7a')] as const;

export function drawHat(pen: Pen, hat: Hat, head: number, random: Random) {
  const top = head - 0.22;
  const cloth = tonesOf(random.pick(cloths));
  switch (hat) {
    case 'crown':
      pen.dot(0.5, top + 0.01, gold.main, 0.3, 0.07);
      for (const x of [0.37, 0.5, 0.63]) pen.dot(x, top - 0.05, gold.light, 0.06, 0.09);
      for (const x of [0.43, 0.57]) pen.dot(x, top + 0.01, colour('#e0455a'), 0.04, 0.03);
      return;
    case 'wizard':
      pen.blob(0.5, top + 0.04, 0.34, 0.05, cloth);
      for (let step = 0; step < 1; step += 0.04) {
        pen.dot(
          0.5 + step * step * 0.08,
          top + 0.02 - step * 0.24,
          step < 0.15 ? gold.main : cloth.main,
          0.34 * (1 - step) + 0.04,
          0.04,
        );
      }
      pen.dot(0.5, top - 0.08, gold.light, 0.05);
      return;
    case 'helmet':
      pen.blob(0.5, head - 0.14, 0.32, 0.17, steel);
      pen.dot(0.5, head - 0.08, steel.shade, 0.62, 0.05);
      for (const x of [0.21, 0.79]) pen.dot(x, head + 0.04, steel.main, 0.07, 0.2);
      pen.dot(0.5, head - 0.18, steel.light, 0.05, 0.16);
      pen.blob(0.5, top - 0.08, 0.06, 0.09, tonesOf(colour('#d24b4b')));
      pen.blob(0.58, top - 0.1, 0.07, 0.06, tonesOf(colour('#d24b4b')));
      return;
    case 'mushroom':
      pen.blob(0.5, top + 0.02, 0.42, 0.19, tonesOf(colour('#d84a4a')));
      for (const [x, y] of [
        [0.3, 0],
        [0.5, -0.09],
        [0.7, 0.02],
        [0.46, 0.08],
      ] as const) {
        pen.blob(x, top + y, 0.055, 0.045, tonesOf(colour('#fff3e0')));
      }
      return;
    case 'bow':
      pen.pair(0.64, top + 0.02, 0.07, 0.06, cloth);
      pen.dot(0.5, top + 0.02, cloth.light, 0.07, 0.06);
      return;
    case 'none':
      return;
  }
}

export function drawScarf(pen: Pen, head: number, random: Random) {
  const cloth = tonesOf(random.pick(cloths));
  pen.blob(0.5, head + 0.25, 0.22, 0.055, cloth);
  pen.blob(0.64, head + 0.34, 0.05, 0.1, cloth);
}

/** Draws what it carries, in the hand on the viewer's right. */
export function drawHeld(pen: Pen, held: Held, random: Random) {
  const wood = colour('#8a5a34');
  switch (held) {
    case 'sword':
      pen.dot(0.84, 0.55, steel.light, 0.05, 0.36);
      pen.dot(0.86, 0.55, steel.shade, 0.03, 0.36);
      pen.dot(0.85, 0.73, gold.main, 0.16, 0.04);
      pen.dot(0.85, 0.79, wood, 0.05, 0.08);
      return;
    case 'wand':
      pen.dot(0.84, 0.7, wood, 0.04, 0.34);
      pen.blob(0.84, 0.5, 0.07, 0.07, tonesOf(random.pick([colour('#7df3ff'), colour('#ff8fd0'), colour('#ffe66b')])));
      return;
    case 'shield':
      pen.blob(0.8, 0.76, 0.13, 0.15, tonesOf(random.pick(cloths)));
      pen.dot(0.8, 0.76, gold.main, 0.04, 0.24);
      pen.dot(0.8, 0.74, gold.main, 0.2, 0.04);
      return;
    case 'flower':
      pen.dot(0.83, 0.74, colour('#4f9a4f'), 0.03, 0.26);
      for (const [x, y] of [
        [0.78, 0.58],
        [0.88, 0.58],
        [0.83, 0.53],
        [0.83, 0.63],
      ] as const) {
        pen.blob(x, y, 0.045, 0.045, tonesOf(colour('#ff9cc4')));
      }
      pen.dot(0.83, 0.58, gold.light, 0.05);
      return;
    case 'potion': {
      const brew = random.pick(cloths);
      pen.blob(0.83, 0.78, 0.1, 0.1, tonesOf(mix(brew, colour('#ffffff'), 0.2)));
      pen.dot(0.83, 0.67, colour('#dfeaf5'), 0.06, 0.08);
      pen.dot(0.83, 0.62, wood, 0.07, 0.04);
      pen.dot(0.79, 0.75, colour('#ffffff'), 0.03, 0.04);
      return;
    }
    case 'none':
      return;
  }
}
