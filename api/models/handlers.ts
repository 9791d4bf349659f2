import type { Model } from '#core/contract/pages/shapes.ts';
import { type ImageModel, mostImagesOf, shapesOf, sizeNames } from '#core/models/define-model.ts';
import { drawsGrounds } from '#core/models/grounds.ts';
import { modelsOnMenu } from '#core/models/menu.ts';
import { mostReferences } from '#core/models/most-references.ts';
import { isPixelArt } from '#core/models/pixel-art.ts';
import type { ApiHandler } from '../json/handler.ts';
import type { ApiHandlers } from '../json/router.ts';

const listModels: ApiHandler<'listModels'> = async ({ deps }) => ({
  items: (await modelsOnMenu(deps)).map(presentModel),
  sizes: [...sizeNames],
});

function presentModel(model: ImageModel): Model {
  const { id, name, label, description, priceCredits, typicalSeconds, hasSeed, exact, pixel } = model;
  return {
    ...{ name, label, description, priceCredits, typicalSeconds },
    isPixelArt: isPixelArt(id),
    mostReferences: Math.min(mostReferences, mostImagesOf(model)),
    takesStrength: model.acceptsStrength === true,
    takesNegativePrompt: model.acceptsNegativePrompt === true,
    takesSeed: hasSeed,
    maxPromptChars: model.maxPromptChars ?? null,
    pixel: pixel ? presentPixel(pixel) : null,
    isAnimation: model.frames !== undefined,
    shapes: [...shapesOf(model)],
    exactSizes: exact ? { min: exact.min, max: exact.max, step: exact.step, usual: [...exact.usual] } : null,
  };
}

const presentPixel = (pixel: NonNullable<ImageModel['pixel']>) => ({
  presets: [...pixel.presets],
  palette: Boolean(pixel.palette),
  background: pixel.background === true,
  seamless: pixel.seamless === true,
  literal: pixel.literal === true,
  sides: Object.fromEntries(
    Object.entries(pixel.of ?? {}).flatMap(([preset, { sides }]) =>
      sides ? [[preset, { min: sides.min, max: sides.max, step: sides.step }]] : [],
    ),
  ),
  grounds: drawsGrounds(pixel),
});

export const modelHandlers = { listModels } satisfies Partial<ApiHandlers>;
