import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FormatError } from '../formats/format-error.ts';
import { usualCorners } from '../tiles/corners.ts';
import type { ExportedArt } from './engine.ts';
import { madeFor } from './engines.ts';
import { engineNames } from './labels.ts';

const side = fc.oneof(fc.integer({ min: 1, max: 24 }), fc.constantFrom(48, 128, 129, 200));

/** Small and large, of one frame and of many, in few and in 256 colours, walks, tiles and sets with corners. */
const arts = fc
  .record({
    width: side,
    height: side,
    count: fc.constantFrom(1, 1, 2, 7),
    colours: fc.constantFrom(1, 2, 17, 255, 256),
    isClear: fc.boolean(),
    tags: fc.constantFrom('none', 'one', 'four'),
    tiles: fc.constantFrom(undefined, 'alike', 'corners'),
    seed: fc.nat(),
  })
  .map(({ width, height, count, colours, isClear, tags, tiles, seed }): ExportedArt => {
    const frames = Array.from({ length: tiles === 'corners' ? usualCorners.length : count }, (_, number) => ({
      indices: Uint8Array.from({ length: width * height }, (_pixel, at) => (at * 7 + number * 13 + seed) % colours),
      ms: 20 + ((seed + number) % 400),
    }));
    const last = frames.length - 1;
    const tagged = tags === 'none' || tiles ? [] : tags === 'one' ? ['idle'] : ['down', 'left', 'right', 'up'];
    return {
      ...{ name: 'any-art-3fa9c1', id: 'any' },
      animation: {
        ...{ width, height, frames },
        colours: Array.from({ length: colours }, (_, at) => at * 0x010203),
        ...(isClear ? { clear: colours - 1 } : {}),
        tags: tagged.map((name) => ({
          ...{ name: `walk-${name}`, from: 0, to: last, direction: 'forward' as const, repeat: 0 },
        })),
      },
      tiles: tiles && (tiles === 'corners' ? { corners: usualCorners } : {}),
    };
  });

const fileWords =
  /(?:[\w-]+\/)?\$?any[-_]art[\w-]*\.(?:png\.mcmeta|png\.meta|png|gif|json|tres|tsx|tmx|ldtk|aseprite)\b/g;

it.each(engineNames)(
  '%s: of whatever art there are files, and steps that name no other ones; or a sentence',
  (name) => {
    fc.assert(
      fc.property(arts, (art) => {
        try {
          const { files, steps } = madeFor(name, art);
          expect(steps.length).toBeGreaterThan(0);
          expect(steps.filter((step) => !/[.;]$/.test(step))).toEqual([]);
          const named = steps.flatMap((step) => step.match(fileWords) ?? []);
          expect(named.filter((file) => files[file] === undefined)).toEqual([]);
          expect(steps.some((step) => step.includes('.mcmeta'))).toBe(
            Object.keys(files).some((p) => p.endsWith('.mcmeta')) && name === 'minecraft',
          );
          expect(steps.join()).not.toMatch(/\b1 (?:frames|tiles)\b/);
        } catch (error) {
          if (!(error instanceof FormatError)) throw error;
          expect(error.message).toMatch(/^[A-Z].*\.$/);
        }
      }),
      { numRuns: 30 },
    );
  },
);
