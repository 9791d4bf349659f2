import { expect, test } from 'vitest';
import { sheetOf } from '../../pixel/formats/sheet/sheet.ts';
import { assetLayout } from './asset-layout.ts';
import { animationIn, tilesIn } from './cut-layout.ts';

const cells = [1, 2, 3, 4, 5].map((index) => ({ width: 2, height: 3, indices: new Uint8Array(6).fill(index) }));
const { picture: file } = sheetOf({ colours: [0, 1, 2, 3, 4, 5], clear: 0 }, cells, { columns: 3 });

test('frames come out of a file as they were laid into it, with their times', () => {
  const layout = assetLayout.parse({
    ...{ kind: 'animation', width: 2, height: 3, columns: 3 },
    frames: [80, 90, 100, 110, 120].map((ms) => ({ ms })),
    tags: [{ name: 'walk', from: 0, to: 4, direction: 'forward', repeat: 0 }],
  });
  if (layout.kind !== 'animation') throw new Error('another kind');
  const { frames, tags, width, height } = animationIn(file, layout);
  expect({ width, height }).toEqual({ width: 2, height: 3 });
  expect(frames).toEqual(cells.map(({ indices }, at) => ({ indices, ms: 80 + 10 * at })));
  expect(tags).toEqual(layout.tags);
});

test('tiles come out of a file in their order', () => {
  const tiles = tilesIn(file, { kind: 'tiles', width: 2, height: 3, columns: 3, count: 5, set: 'variations' });
  expect(tiles.map(({ indices }) => indices)).toEqual(cells.map(({ indices }) => indices));
});
