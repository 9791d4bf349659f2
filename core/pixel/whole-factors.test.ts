import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { animations } from '#test/builders/pixel-art.ts';
import { holds } from '#test/holds.ts';
import { pixelsFrom } from './indexed.ts';
import { enlarged, enlargedAnimation, factorOf, reduced } from './whole-factors.ts';

/** Of few colours, so that neighbours are often equal. */
const art = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
  .chain(([width, height]) =>
    fc
      .array(fc.integer({ min: 0, max: 2 }), { minLength: width * height, maxLength: width * height })
      .map((pixels) => ({ data: Uint32Array.from(pixels), width, height })),
  );

it('the factor of an enlargement is found, and leads back to the picture', () => {
  holds(
    fc.property(art, fc.integer({ min: 1, max: 7 }), (picture, factor) => {
      const large = enlarged(picture, factor);
      // A picture that looks enlarged already is so by both.
      expect(factorOf(large)).toBe(factor * factorOf(picture));
      expect(reduced(large, factor)).toEqual(picture);
    }),
  );
});

it('the factor is the largest of which the picture consists', () => {
  const consists = ({ data, width, height }: ReturnType<typeof enlarged>, factor: number) =>
    width % factor === 0 &&
    height % factor === 0 &&
    data.every((pixel, at) => {
      const [x, y] = [at % width, Math.floor(at / width)];
      return pixel === data[(y - (y % factor)) * width + x - (x % factor)];
    });
  holds(
    fc.property(art, (picture) => {
      const fitting = [9, 8, 7, 6, 5, 4, 3, 2, 1].find((factor) => consists(picture, factor));
      expect(factorOf(picture)).toBe(fitting);
    }),
  );
});

it('an animation grows as its pictures do', () => {
  holds(
    fc.property(animations, fc.integer({ min: 1, max: 5 }), (animation, factor) => {
      const { frames, tags: _, ...rest } = enlargedAnimation(animation, factor);
      const looks = frames.map(({ indices }) => pixelsFrom({ ...rest, indices }));
      expect(looks).toEqual(
        animation.frames.map(({ indices }) => enlarged(pixelsFrom({ ...animation, indices }), factor)),
      );
    }),
  );
});
