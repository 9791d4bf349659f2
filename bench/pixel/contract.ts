import { checkContract } from '#core/pixel/contract.ts';
import { pixelsFrom } from '#core/pixel/indexed.ts';
import { enlarged } from '#core/pixel/whole-factors.ts';
import { photograph, sprite } from './art.ts';
import { atMostMs, type PixelRow, worked } from './row.ts';

const targetMs = 2;

/** The contract of 256 × 256, of pictures that are checked in different ways: one at its own size, one whose every pixel is looked at for a grid, and a photograph. */
export function contractRows(rounds: number): PixelRow[] {
  const contract = {
    width: 256,
    height: 256,
    maxColours: 16,
    palette: sprite(256, 3).colours,
    alpha: 'binary',
  } as const;
  return (
    [
      ['a sprite', pixelsFrom(sprite(256, 3))],
      ['a sprite of 128 × 128, enlarged', enlarged(pixelsFrom(sprite(128, 3)), 2)],
      ['a photograph', photograph(256)],
    ] as const
  ).map(([what, pixels]) =>
    atMostMs(
      `contract of 256 × 256: ${what}`,
      targetMs,
      worked(rounds, () => checkContract(contract, pixels)),
    ),
  );
}
