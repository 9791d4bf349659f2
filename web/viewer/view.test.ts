import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Frame,
  isLargerThanBox,
  limitsOf,
  moved,
  oneToOne,
  placeOf,
  stepped,
  type View,
  wholePicture,
  zoomedTo,
  zoomWords,
} from './view.ts';

const frameOf = (width: number, height: number, more: Partial<Frame> = {}): Frame => ({
  picture: { width, height },
  box: { width: 800, height: 700 },
  isPixelArt: false,
  density: 1,
  origin: { left: 0, top: 0 },
  ...more,
});
const repeat = (times: number, view: View, change: (view: View) => View): View =>
  Array.from({ length: times }).reduce<View>(change, view);

test('steps go from the whole picture by 1:1 to the largest, and back to the smallest', () => {
  const frame = frameOf(4096, 4096);
  expect(zoomWords(frame, wholePicture)).toBe('17 %');
  const steps: string[] = [];
  repeat(12, wholePicture, (view) => {
    const next = stepped(frame, view, 1);
    steps.push(zoomWords(frame, next));
    return next;
  });
  expect(steps).toContain('100 %');
  expect(steps.at(-1)).toBe('800 %');
  const back = repeat(30, { ...wholePicture, zoom: limitsOf(frame).most }, (view) => stepped(frame, view, -1));
  expect(back).toEqual(wholePicture);
});

test('pixel art has whole factors alone at every step, and can be seen in its own size', () => {
  const frame = frameOf(32, 32, { isPixelArt: true });
  expect(zoomWords(frame, wholePicture)).toBe('21×');
  const seen: number[] = [];
  repeat(30, wholePicture, (view) => {
    const next = stepped(frame, view, -1);
    seen.push(placeOf(frame, next).scale);
    return next;
  });
  expect(seen.every(Number.isInteger)).toBe(true);
  expect(seen.at(-1)).toBe(1);
  expect(zoomWords(frame, oneToOne(frame, wholePicture))).toBe('1×');
});

test('what lies under the pointer stays there, and no gap opens at an edge', () => {
  const side = fc.integer({ min: 8, max: 5000 });
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      side,
      side,
      fc.boolean(),
      fc.constantFrom(1, 1.5, 2),
      part,
      part,
      part,
      (w, h, art, density, x, y, z) => {
        const frame = frameOf(w, h, { isPixelArt: art, density, origin: { left: 3.3, top: 17.25 } });
        const { least, most } = limitsOf(frame);
        const from = zoomedTo(frame, { zoom: 1, x, y }, least + (most - least) * z);
        const at = { x: x * 800, y: y * 700 };
        const view = zoomedTo(frame, from, most, at);
        const [before, after] = [placeOf(frame, from), placeOf(frame, view)];
        const gap = (start: number, length: number, room: number) =>
          length <= room ? 0 : Math.max(start, room - (start + length));
        expect(gap(after.left, after.width, 800)).toBeLessThanOrEqual(1);
        expect(gap(after.top, after.height, 700)).toBeLessThanOrEqual(1);
        // Inside both, and not held by an edge: to a screen pixel of the picture as it is now.
        const isFree = (start: number, length: number, room: number) => start < -1 && start + length > room + 1;
        if (isFree(before.left, before.width, 800) && isFree(after.left, after.width, 800)) {
          const under = ((at.x - before.left) / before.width) * after.width + after.left;
          expect(Math.abs(under - at.x)).toBeLessThanOrEqual(2 + after.width / before.width);
        }
      },
    ),
  );
});

test('a hand moves what is larger than its box, and nothing else', () => {
  const frame = frameOf(1024, 1024);
  expect(isLargerThanBox(frame, wholePicture)).toBe(false);
  expect(moved(frame, wholePicture, { x: 50, y: 0 })).toEqual(wholePicture);
  const near = oneToOne(frame, wholePicture);
  expect(isLargerThanBox(frame, near)).toBe(true);
  const before = placeOf(frame, near);
  expect(placeOf(frame, moved(frame, near, { x: 50, y: -40 }))).toMatchObject({
    left: before.left + 50,
    top: before.top - 40,
  });
  expect(placeOf(frame, moved(frame, near, { x: 5000, y: 5000 }))).toMatchObject({ left: 0, top: 0 });
});

test('several of different sizes are looked at as one', () => {
  const view: View = { zoom: 4, x: 0.25, y: 0.75 };
  const [small, large] = [frameOf(512, 512), frameOf(2048, 2048)].map((frame) => placeOf(frame, view));
  expect(small).toMatchObject({ width: large?.width, left: large?.left, top: large?.top });
});
