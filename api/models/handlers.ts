import type { Model } from '#core/contract/pages/model-shapes.ts';
import { type ImageModel, mostImagesOf, shapesOf, sizeNames } from '#core/models/define-model.ts';
import { draws, pixelsOf, type Sides } from '#core/models/exact-size.ts';
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
    pixel: pixel ? presentPixel(pixel, exact?.usual) : null,
    isAnimation: model.frames !== undefined,
    shapes: [...shapesOf(model)],
    exactSizes: exact ? { min: exact.min, max: exact.max, step: exact.step, usual: [...exact.usual] } : null,
  };
}

const presentPixel = (pixel: NonNullable<ImageModel['pixel']>, usual: readonly string[] = []) => ({
  presets: [...pixel.presets],
  palette: Boolean(pixel.palette),
  background: pixel.background === true,
  seamless: pixel.seamless === true,
  literal: pixel.literal === true,
  sides: Object.fromEntries(
    Object.entries(pixel.of ?? {}).flatMap(([preset, { sides }]) =>
      sides ? [[preset, presentSides(sides, usual)]] : [],
    ),
  ),
  grounds: drawsGrounds(pixel),
});

/** What a style draws, and which of the model's usual sizes are among it. */
const presentSides = (sides: Sides, usual: readonly string[]) => ({
  ...{ min: sides.min, max: sides.max, step: sides.step },
  usual: usual.filter((size) => {
    const pixels = pixelsOf(size);
    return pixels !== undefined && draws(sides, pixels);
  }),
});

export const modelHandlers = { listModels } satisfies Partial<ApiHandlers>;
