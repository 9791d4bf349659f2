import type { AssetLayout } from '#core/assets/layout/asset-layout.ts';
import type { ImageModel } from '#core/models/define-model.ts';
import { presetOf } from '#core/models/preset.ts';
import type { PixelContract } from '#core/pixel/contract.ts';

/** How a picture that keeps its contract holds several, if the preset draws such. */
export function layoutAsked(
  { pixel }: Pick<ImageModel, 'pixel'>,
  { width, height }: PixelContract,
  preset: string | undefined,
): AssetLayout | undefined {
  const { sheet: { columns, rows } = { columns: 1, rows: 1 }, tiles } = presetOf(pixel, preset);
  if (!tiles) return undefined;
  const cell = { width: width / columns, height: height / rows, columns };
  return { kind: 'tiles', ...cell, count: columns * rows, set: tiles };
}
