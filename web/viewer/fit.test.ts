import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitInto } from './fit.ts';

const box = { width: 800, height: 700 };

test('pixel art is enlarged by whole numbers of the screen’s pixels', () => {
  expect(fitInto({ width: 256, height: 256 }, box, { isPixelArt: true, density: 1 })).toEqual({
    width: 512,
    height: 512,
    left: 144,
    top: 94,
    factor: 2,
  });
  // A screen twice as fine has room for one more step, and allows half steps in CSS pixels.
  const fine = fitInto({ width: 256, height: 256 }, box, { isPixelArt: true, density: 2 });
  expect([fine.factor, fine.width]).toEqual([5, 640]);
  expect(fitInto({ width: 64, height: 64 }, box, { isPixelArt: true, density: 1.5 }).factor).toBe(16);
});

test('pixel art larger than the box, and everything else, is as large as fits', () => {
  expect(fitInto({ width: 1600, height: 700 }, box, { isPixelArt: true, density: 1 })).toMatchObject({
    width: 800,
    height: 350,
    factor: null,
  });
  expect(fitInto({ width: 1024, height: 1024 }, box, { isPixelArt: false, density: 1 })).toMatchObject({
    width: 700,
    top: 0,
  });
  expect(fitInto({ width: 100, height: 50 }, box, { isPixelArt: false, density: 2 })).toMatchObject({
    width: 800,
    left: 0,
  });
});

test('whatever the screen, pixel art lies on its pixels and within the box', () => {
  const side = fc.integer({ min: 1, max: 384 });
  const room = fc.double({ min: 400, max: 3000, noNaN: true });
  fc.assert(
    fc.property(
      side,
      side,
      room,
      room,
      fc.constantFrom(1, 1.25, 1.5, 2, 3),
      room,
      (width, height, w, h, density, left) => {
        const origin = { left, top: 17.3 };
        const fitted = fitInto({ width, height }, { width: w, height: h }, { isPixelArt: true, density, origin });
        const factor = fitted.factor ?? 0;
        expect(factor).toBeGreaterThanOrEqual(1);
        expect(fitted.width * density).toBeCloseTo(width * factor, 6);
        expect(fitted.height * density).toBeCloseTo(height * factor, 6);
        for (const edge of [(origin.left + fitted.left) * density, (origin.top + fitted.top) * density])
          expect(Math.abs(edge - Math.round(edge))).toBeLessThan(1e-6);
        expect(fitted.width).toBeLessThanOrEqual(w + 1e-6);
        // One more step would not have fitted.
        expect(width * (factor + 1) > w * density || height * (factor + 1) > h * density).toBe(true);
      },
    ),
  );
});
