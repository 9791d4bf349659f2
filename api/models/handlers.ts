import type { Model } from '#core/contract/pages/shapes.ts';
import { type ImageModel, mostImagesOf, sizeNames } from '#core/models/define-model.ts';
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
  const { id, name, label, description, priceCredits, typicalSeconds, hasSeed, exact } = model;
  return {
    ...{ name, label, description, priceCredits, typicalSeconds },
    isPixelArt: isPixelArt(id),
    mostReferences: Math.min(mostReferences, mostImagesOf(model)),
    takesStrength: model.acceptsStrength === true,
    takesNegativePrompt: model.acceptsNegativePrompt === true,
    takesSeed: hasSeed,
    maxPromptChars: model.maxPromptChars ?? null,
    exactSizes: exact ? { min: exact.min, max: exact.max, step: exact.step, usual: [...exact.usual] } : null,
  };
}

export const modelHandlers = { listModels } satisfies Partial<ApiHandlers>;
