import type { RelatedRow } from '#core/assets/find-asset.ts';
import type { AssetRow } from '#core/assets/list-assets.ts';
import { modelName } from '#core/chat/present/model-name.ts';
import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import type { AssetSummary, RelatedAsset } from '#core/contract/pages/shapes.ts';
import { hasLargeThumbnail } from '#core/images/thumbnail.ts';
import { isPixelArt } from '#core/models/pixel-art.ts';
import { drawnBy } from '#core/models/tools.ts';

/** Where a picture's small versions are. */
export const thumbnailsOf = ({ id, ...size }: Pick<AssetRow, 'id' | 'width' | 'height'>) => ({
  thumbnailUrl: plainPaths.file(id, 'thumbnail'),
  largeThumbnailUrl: hasLargeThumbnail(size) ? plainPaths.file(id, 'large-thumbnail') : null,
});

export function presentSummary(row: AssetRow): AssetSummary {
  return {
    ...presentRelated(row),
    prompt: row.prompt,
    model: row.model && modelName(row.model),
    generationId: row.generationId,
    projectId: row.projectId,
    isFavourite: row.isFavourite,
    createdAt: row.createdAt.toISOString(),
    imageUrl: plainPaths.file(row.id, 'image'),
    downloadUrl: `${plainPaths.file(row.id, 'image')}?download`,
  };
}

export function presentRelated(row: RelatedRow): RelatedAsset {
  return {
    id: row.id,
    width: row.width,
    height: row.height,
    isPixelArt: isPixelArt(drawnBy(row) ?? ''),
    ...thumbnailsOf(row),
  };
}
