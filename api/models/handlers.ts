import { sizeNames } from '#core/models/define-model.ts';
import { modelsOnMenu } from '#core/models/menu.ts';
import { isPixelArt } from '#core/models/pixel-art.ts';
import type { ApiHandler } from '../json/handler.ts';
import type { ApiHandlers } from '../json/router.ts';

const listModels: ApiHandler<'listModels'> = async ({ deps }) => ({
  items: (await modelsOnMenu(deps)).map(({ id, name, label, description, priceCredits, typicalSeconds }) => ({
    name,
    label,
    description,
    priceCredits,
    typicalSeconds,
    isPixelArt: isPixelArt(id),
  })),
  sizes: [...sizeNames],
});

export const modelHandlers = { listModels } satisfies Partial<ApiHandlers>;
