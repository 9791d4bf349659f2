import { expect, it } from 'vitest';
import { pixelOf } from './colour/channels.ts';
import type { PixelContract } from './contract.ts';
import { changeInWords, mend } from './mend.ts';
import type { Pixels } from './picture.ts';
import { enlarged } from './whole-factors.ts';

const [red, blue, white] = [pixelOf(0xff0000), pixelOf(0x0000ff), pixelOf(0xffffff)];
const picture = (width: number, data: readonly number[]): Pixels => ({
  data: Uint32Array.from(data),
  width,
  height: data.length / width,
});
const contract = (over: Partial<PixelContract> = {}): PixelContract => ({
  ...{ width: 3, height: 2, maxColours: 256, alpha: 'binary' },
  ...over,
});
const sprite = picture(3, [red, blue, 0, white, red, 0]);

it('an enlargement goes back to its own size, pixel for pixel', () => {
  const mended = mend(enlarged(sprite, 4), contract());
  expect(mended?.pixels).toEqual(sprite);
  expect(mended).toMatchObject({ isFar: false, check: { breaches: [] }, changes: [{ kind: 'grid', factor: 4 }] });
});

it('another size is not mended', () => {
  expect(mend(sprite, contract({ width: 4, height: 4 }))).toBeUndefined();
  expect(mend(enlarged(sprite, 4), contract({ width: 6, height: 4 }))).toBeUndefined();
});

it('colours that are near become those of the palette', () => {
  const near = picture(3, [pixelOf(0xfd0402), blue, 0, white, red, 0]);
  const mended = mend(near, contract({ palette: [0x0000ff, 0xff0000, 0xffffff] }));
  expect(mended?.pixels).toEqual(sprite);
  expect(mended).toMatchObject({ isFar: false, changes: [{ kind: 'colours', from: 4, to: 3 }] });
  expect(mended?.changes.map(changeInWords)).toEqual(['Its 4 colours became 3.']);
});

it('a palette and fewer colours: those of the palette that it has most', () => {
  const mended = mend(
    picture(3, [red, red, red, blue, blue, white]),
    contract({ palette: [0xffffff, 0x0000ff, 0xff0000], maxColours: 2 }),
  );
  expect(mended?.check.facts.colours).toBe(2);
  expect(mended?.check.breaches).toEqual([]);
});

it('what is another picture then, it says', () => {
  const mended = mend(sprite, contract({ palette: [0x00ff00, 0x000000] }));
  expect(mended).toMatchObject({ isFar: true, check: { breaches: [] } });
});

it('a soft edge becomes a hard one; a picture that is half there is another', () => {
  const side = 10;
  const soft = (pixels: number) =>
    picture(
      side,
      Array.from({ length: side * side }, (_, at) => (at < pixels ? ((at % 2 ? 0x90 : 0x30) << 24) >>> 0 : red)),
    );
  const few = mend(soft(6), contract({ width: side, height: side }));
  expect(few).toMatchObject({ isFar: false, changes: [{ kind: 'alpha', pixels: 6 }] });
  expect(few?.check.facts.alpha).toBe('binary');
  expect(few?.changes.map(changeInWords)).toEqual(['6 half transparent pixels became clear or solid.']);
  expect(mend(soft(60), contract({ width: side, height: side }))?.isFar).toBe(true);
});

it('a picture of nothing stays nothing', () => {
  const mended = mend(picture(3, [0x10ff0000, 0, 0, 0, 0, 0]), contract());
  expect(mended?.check).toMatchObject({ facts: { colours: 0 }, breaches: [] });
});
