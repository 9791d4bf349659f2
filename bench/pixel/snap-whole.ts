import type { Pixels } from '#core/pixel/picture.ts';
import { snap } from '#core/pixel/snap/snap.ts';
import { enlarged } from '#core/pixel/whole-factors.ts';
import { createRandom } from '#sandbox/replicate/pictures/random.ts';
import { artKinds, drawArt } from '#test/pixel/art.ts';
import { cropped } from '#test/pixel/canvas.ts';
import { type PixelRow, percent } from './row.ts';
import { reportedOn } from './snap-score.ts';

const cells = 24;
const factors = { from: 3, to: 32 };

/** Of every kind of art, at every whole factor and every offset of its columns, with an offset of its rows from the seed; and at its native size. */
export function wholeRows(quick: boolean): PixelRow[] {
  const random = createRandom(`${reportedOn}/whole`);
  let [exact, tried, native, natives] = [0, 0, 0, 0];
  for (const [at, kind] of artKinds.entries()) {
    const art = withSingles(drawArt(kind, random, { width: cells, height: cells, colours: 16, matte: true }));
    natives += 1;
    if (snap(art).kind === 'native') native += 1;
    for (let factor = factors.from; factor <= factors.to; factor += 1) {
      const large = enlarged(art, factor);
      for (let left = quick ? at % 7 : 0; left < factor; left += quick ? 7 : 1) {
        const top = random.integer(0, factor - 1);
        const found = snap(cutOff(large, left, top));
        const expected = cutOff(art, isHidden(left, factor), isHidden(top, factor));
        tried += 1;
        if (found.kind === 'snapped' && isEqual(found.picture, expected)) exact += 1;
      }
    }
  }
  return [
    {
      what: `snap, enlarged by ×${factors.from} to ×${factors.to} at every offset: exact to the last pixel (of ${tried})`,
      target: '100 %',
      found: percent(exact / tried),
      met: exact === tried,
    },
    {
      what: `snap, art at its native size untouched (of ${natives})`,
      target: '100 %',
      found: percent(native / natives),
      met: native === natives,
    },
  ];
}

/** Runs of one cell on both axes, away from the border, so that no crop takes the last of them. */
function withSingles(art: Pixels): Pixels {
  const data = art.data.slice();
  const [dark, light, other] = [0xff101018, 0xfff0f0f8, 0xff3060c0];
  const at = 9 * art.width + 9;
  data.set([dark, light, dark], at - 1);
  data[at - art.width] = other;
  data[at + art.width] = other;
  return { ...art, data };
}

/** 1 if less than half of the first cell is visible. */
const isHidden = (cut: number, factor: number): number => (2 * (factor - cut) >= factor ? 0 : 1);

const cutOff = (picture: Pixels, left: number, top: number): Pixels =>
  cropped(picture, left, top, picture.width - left, picture.height - top);

const isEqual = (one: Pixels, other: Pixels): boolean =>
  one.width === other.width && one.height === other.height && one.data.every((pixel, at) => pixel === other.data[at]);
