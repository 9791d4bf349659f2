import type { AnimationLayout, TilesLayout } from '#core/assets/layout/asset-layout.ts';
import { writePng } from '#core/pixel/formats/png/write-png.ts';
import { sheetOf } from '#core/pixel/formats/sheet/sheet.ts';
import type { IndexedPicture } from '#core/pixel/picture.ts';

/** Clear, ink, plum, red, orange, yellow, green, white: the order is an artist's, and none by number, frequency or ramp. */
export const sweetie = [0x000000, 0x1a1c2c, 0x5d275d, 0xb13e53, 0xef7d57, 0xffcd75, 0x38b764, 0xf4f4f4];

type Drawn = Pick<IndexedPicture, 'width' | 'height' | 'indices'>;

const drawn = (side: number, colour: (x: number, y: number) => number): Drawn => ({
  width: side,
  height: side,
  indices: Uint8Array.from({ length: side * side }, (_, at) => colour(at % side, Math.floor(at / side))),
});

/** A walker of 16 × 16 whose body bobs and whose feet step, on nothing. */
const walker = (number: number): Drawn =>
  drawn(16, (x, y) => {
    const bob = number % 2;
    const head = (x - 7.5) ** 2 + (y - 4.5 - bob) ** 2;
    if (head < 9) return y === 4 + bob && (x === 6 || x === 9) ? 1 : 5;
    if (y >= 8 + bob && y < 13 && x >= 5 && x <= 10) return y === 12 ? 2 : 3;
    const step = [0, 2, 0, -2][number % 4] ?? 0;
    return y >= 13 && ((x >= 5 && x <= 6) || (x >= 9 && x <= 10)) && !(y === 15 && step !== 0 && x > 7 === step > 0)
      ? 1
      : 0;
  });

/** Six frames, each for another time; a walk there and back, and two that blink backwards, twice. */
export const walkLayout: AnimationLayout = {
  ...{ kind: 'animation', width: 16, height: 16, columns: 3 },
  frames: [100, 80, 120, 80, 200, 50].map((ms) => ({ ms })),
  tags: [
    { name: 'walk-down', from: 0, to: 3, direction: 'pingpong', repeat: 0 },
    { name: 'blink', from: 4, to: 5, direction: 'reverse', repeat: 2 },
  ],
};

export const walkPng = (): Uint8Array =>
  writePng(
    sheetOf(
      { colours: sweetie, clear: 0 },
      walkLayout.frames.map((_, number) => walker(number)),
      { columns: walkLayout.columns },
    ).picture,
  );

/** Five tiles of 16 × 16 in two rows: the last cell is empty. */
export const groundLayout: TilesLayout = {
  ...{ kind: 'tiles', width: 16, height: 16, columns: 3, count: 5, set: 'variations' },
};

export const groundPng = (): Uint8Array =>
  writePng(
    sheetOf(
      { colours: sweetie, clear: 0 },
      Array.from({ length: groundLayout.count }, (_, number) =>
        drawn(16, (x, y) => ((x * 5 + y * 3 + number) % 7 === 0 ? 5 : (x + y) % 8 === number ? 1 : 6)),
      ),
      { columns: groundLayout.columns },
    ).picture,
  );

/** A gem of 32 × 32, with clear corners. */
export const gemPng = (): Uint8Array =>
  writePng({
    colours: sweetie,
    clear: 0,
    ...drawn(32, (x, y) => {
      const far = Math.abs(x - 15.5) + Math.abs(y - 15.5);
      if (far > 14) return 0;
      return far > 12 ? 1 : x + y < 24 ? 7 : far > 8 ? 3 : 4;
    }),
  });
