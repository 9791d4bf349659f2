import * as fc from 'fast-check';
import { type Animation, directions, type IndexedPicture, type Tag } from '#core/pixel/picture.ts';

/** Where the formats change what they do: the numbers of bits of an index, and the most there can be. */
const edges = [1, 2, 3, 4, 5, 16, 17, 128, 129, 255, 256];

const sides = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 12 }));

/** Animations of any colours, some of which stand twice or nowhere, with a clear index anywhere or none, times of all kinds and frames that are held. */
export const animations: fc.Arbitrary<Animation> = fc
  .tuple(sides, sides, fc.oneof(fc.constantFrom(...edges), fc.integer({ min: 1, max: 256 })))
  .chain(([width, height, count]) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      colours: fc.array(fc.integer({ min: 0, max: 0xffffff }), { minLength: count, maxLength: count }),
      clear: fc.option(fc.nat(count - 1), { nil: undefined }),
      drawn: fc.array(
        fc.record({
          indices: fc.uint8Array({ minLength: width * height, maxLength: width * height, max: count - 1 }),
          ms: fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 65_535 })),
          isHeld: fc.boolean(),
        }),
        { minLength: 1, maxLength: 5 },
      ),
      tagged: fc.array(
        fc.record({
          ends: fc.tuple(fc.nat(99), fc.nat(99)),
          direction: fc.constantFrom(...directions),
          repeat: fc.nat(3),
        }),
        { maxLength: 3 },
      ),
    }),
  )
  .map(({ width, height, colours, clear, drawn, tagged }) => {
    const frames = drawn.map(({ indices, ms, isHeld }, number) => ({
      indices: (isHeld && drawn[number - 1]?.indices.slice()) || indices,
      ms,
    }));
    const tags = tagged.map(({ ends, direction, repeat }, number): Tag => {
      const [from, to] = ends.map((end) => end % frames.length).sort((a, b) => a - b);
      return { name: `walk ${number} →`, from: from ?? 0, to: to ?? 0, direction, repeat };
    });
    return { width, height, colours, ...(clear === undefined ? {} : { clear }), frames, tags };
  });

/** The first frames of such animations. */
export const pictures: fc.Arbitrary<IndexedPicture> = animations.map(({ frames, tags: _, ...rest }) => ({
  ...rest,
  indices: frames[0]?.indices ?? new Uint8Array(),
}));

/** A picture of the largest size that pixel art models draw, every index of 256 in it. */
export const largest: IndexedPicture = {
  width: 384,
  height: 384,
  colours: Array.from({ length: 256 }, (_, at) => at * 0x010001),
  clear: 255,
  indices: Uint8Array.from({ length: 384 * 384 }, (_, at) => (at * 7 + Math.floor(at / 384) * 13) & 0xff),
};

/** Whether it is the largest again; a comparison of 147,456 numbers one by one, with words for each, takes seconds. */
export const isLargest = ({ indices, ...rest }: Partial<IndexedPicture>): boolean => {
  const { indices: own, ...others } = largest;
  return (
    Buffer.from(own).equals(indices ?? new Uint8Array()) &&
    JSON.stringify(sorted(rest)) === JSON.stringify(sorted(others))
  );
};

const sorted = (value: object) => Object.entries(value).sort(([one], [other]) => one.localeCompare(other));
