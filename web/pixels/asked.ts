import type { Asset } from '#core/contract/pages/shapes.ts';
import { colourOfHex } from '#core/pixel/colour/hex.ts';
import type { PixelContract } from '#core/pixel/contract.ts';

/** What a picture was to be, as the rules have it. */
export const askedOf = ({ asked: { palette, ...asked } }: NonNullable<Asset['contract']>): PixelContract => ({
  ...asked,
  palette: palette?.flatMap((hex) => colourOfHex(hex)?.colour ?? []),
});
