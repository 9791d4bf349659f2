import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Frame, placeOf, wholePicture, zoomedTo } from '../viewer/view.ts';
import { cellAt, paintingOf, withCell, within } from './cells.ts';

const side = fc.integer({ min: 1, max: 384 });
const room = fc.double({ min: 120, max: 1600, noNaN: true });
const part = fc.double({ min: 0, max: 1, noNaN: true });
const frames: fc.Arbitrary<Frame> = fc.record({
  picture: fc.record({ width: side, height: side }),
  box: fc.record({ width: room, height: room }),
  isPixelArt: fc.constant(true),
  density: fc.constantFrom(1, 1.25, 1.5, 2, 2.625, 3),
  origin: fc.record({ left: room, top: fc.constantFrom(0, 17.3, 88.5) }),
});
const looks = fc.tuple(frames, fc.double({ min: 0.2, max: 9, noNaN: true }), part, part).map(([frame, zoom, x, y]) => ({
  frame,
  view: zoomedTo(frame, { zoom: 1, x, y }, zoom),
}));

test('what is painted over a picture lies on whole screen pixels, over what is seen of it and no more', () => {
  fc.assert(
    fc.property(looks, ({ frame, view }) => {
      const { origin, density, box, picture } = frame;
      const painting = paintingOf(frame, view);
      const place = placeOf(frame, view);
      // A line that is made thinner than half a screen pixel is not seen.
      if (Math.min(picture.width, picture.height) * place.scale < 0.5) {
        expect(painting).toBeUndefined();
        return;
      }
      if (!painting) throw new Error('a picture in its box is seen');
      for (const edge of [
        (origin.left + painting.left) * density,
        (origin.top + painting.top) * density,
        painting.width * density,
        painting.height * density,
      ])
        expect(Math.abs(edge - Math.round(edge))).toBeLessThan(1e-6);
      expect(painting.left).toBeGreaterThanOrEqual(-1e-6);
      expect(painting.left + painting.width).toBeLessThanOrEqual(box.width + 1e-6);
      expect(painting.top + painting.height).toBeLessThanOrEqual(box.height + 1e-6);
      // The picture begins in it where it begins on the screen.
      expect(painting.left + painting.x / density).toBeCloseTo(place.left, 5);
      expect(painting.top + painting.y / density).toBeCloseTo(place.top, 5);
      expect(painting.x + picture.width * painting.scale).toBeGreaterThanOrEqual(painting.across - 1);
    }),
  );
});

test('the cell under the middle of a cell is that cell, and beside the picture there is none', () => {
  fc.assert(
    fc.property(looks, part, part, ({ frame, view }, across, down) => {
      const { left, top, width, height } = placeOf(frame, view);
      const { picture } = frame;
      const cell = within({ x: Math.floor(across * picture.width), y: Math.floor(down * picture.height) }, picture);
      const middle = {
        x: left + ((cell.x + 0.5) / picture.width) * width,
        y: top + ((cell.y + 0.5) / picture.height) * height,
      };
      expect(cellAt(frame, view, middle)).toEqual(cell);
      expect(cellAt(frame, view, { ...middle, x: left - 1 })).toBeUndefined();
      expect(cellAt(frame, view, { ...middle, y: top + height + 1 })).toBeUndefined();
    }),
  );
});

test('a cell out of sight is brought into sight, and one in sight moves nothing', () => {
  const frame: Frame = {
    picture: { width: 64, height: 64 },
    box: { width: 400, height: 300 },
    isPixelArt: true,
    density: 1,
    origin: { left: 0, top: 0 },
  };
  const near = zoomedTo(frame, wholePicture, 5);
  for (const cell of [
    { x: 0, y: 0 },
    { x: 63, y: 63 },
    { x: 2, y: 40 },
  ]) {
    const view = withCell(frame, near, cell);
    const { left, top, scale } = placeOf(frame, view);
    expect(left + cell.x * scale).toBeGreaterThanOrEqual(0);
    expect(left + (cell.x + 1) * scale).toBeLessThanOrEqual(400);
    expect(top + cell.y * scale).toBeGreaterThanOrEqual(0);
    expect(top + (cell.y + 1) * scale).toBeLessThanOrEqual(300);
    expect(withCell(frame, view, cell)).toEqual(view);
  }
  expect(withCell(frame, near, { x: 32, y: 32 })).toBe(near);
});
