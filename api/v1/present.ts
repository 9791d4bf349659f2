import type { Config } from '#core/config.ts';
import type { AssetSummary } from '#core/contract/pages/shapes.ts';
import type { V1Asset, V1Generation } from '#core/contract/v1/shapes.ts';
import type { OwnRequest } from '#core/make/list-requests.ts';
import { presentGeneration as presentOnPage } from '../make/present-generation.ts';

type Where = Pick<Config, 'publicUrl'>;

/** Made of what the pages show, field by field: what is new there does not slip in here, and what changes there does not compile. */
export function presentAsset({ publicUrl }: Where, shown: AssetSummary): V1Asset {
  const { id, prompt, model, width, height, isPixelArt, projectId, isFavourite, createdAt } = shown;
  const fileUrl = `${publicUrl}/api/v1/assets/${id}/file`;
  return {
    ...{ id, prompt, model, width, height, isPixelArt, projectId, isFavourite, createdAt },
    fileUrl,
    thumbnailUrl: `${fileUrl}?size=thumbnail`,
  };
}

export function presentGeneration(where: Where, row: OwnRequest): V1Generation {
  const { images, shortfall, ...shown } = presentOnPage(row);
  const { id, status, prompt, tool, model, size, count, seed, price, canceling, ahead, description } = shown;
  return {
    ...{ id, status, prompt, tool, model, size, count, seed, price, canceling, ahead, description },
    progress: status === 'running' ? shown.progress : null,
    assets: images.map((image) => presentAsset(where, image)),
    shortfall: shortfall && {
      missing: count - shortfall.stored,
      creditsBack: shortfall.creditsBack,
      message: shortfall.why,
      next: shortfall.next,
    },
    createdAt: shown.createdAt,
    finishedAt: shown.finishedAt,
  };
}
