import type { AnimationLayout, AssetLayout } from '#core/assets/layout/asset-layout.ts';
import type { Deps } from '#core/deps.ts';
import { findAskedPixels } from '#core/generations/second-try.ts';
import { findModel } from '#core/models/catalogue.ts';
import type { RunSize } from '#core/models/define-model.ts';
import type { Pixels } from '#core/models/exact-size.ts';
import { contractOf } from '#core/models/pixel-wish.ts';
import type { PixelContract } from '#core/pixel/contract.ts';
import { layoutAsked } from './layout-asked.ts';

export interface AskedPixels {
  contract: PixelContract;
  /** How its one file holds several pictures, if it does. */
  layout?: AssetLayout | undefined;
  /** How the frames lie in a file of this size, each as the contract has it, and how large the file should be if one can say; of a model that draws such. */
  frames?: { layout(file: Pixels): AnimationLayout | undefined; size: Pixels | undefined };
  /** The model was told which colours; else, and where only their number was said, they are given to its pictures here. */
  isToldColours: boolean;
}

/** What the pictures must be, of a model that draws pixel art. */
export async function askedPixels(
  deps: Pick<Deps, 'db'>,
  { generationId, model: id }: { generationId: string; model: string },
): Promise<AskedPixels | undefined> {
  const model = findModel(id);
  if (model?.kind !== 'image' || !model.pixel) return undefined;
  const asked = await findAskedPixels(deps, generationId);
  const contract = asked && contractOf(model, { size: asked.size as RunSize, wish: asked.pixel });
  if (!contract) return undefined;
  const preset = asked.pixel?.preset;
  const { frames } = model;
  return {
    contract,
    layout: layoutAsked(model, contract, preset),
    ...(frames
      ? { frames: { layout: (file) => frames.layout(preset, contract, file), size: frames.size(preset, contract) } }
      : {}),
    isToldColours: model.pixel.palette === true && asked.pixel?.palette !== undefined,
  };
}
