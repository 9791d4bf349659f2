import type { RelatedRow } from '#core/assets/find-asset.ts';
import type { AssetLayout } from '#core/assets/layout/asset-layout.ts';
import type { AssetRow } from '#core/assets/list-assets.ts';
import { modelName } from '#core/chat/present/model-name.ts';
import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import type { AssetSummary, Moves, RelatedAsset } from '#core/contract/pages/shapes.ts';
import { hasLargeThumbnail } from '#core/images/thumbnail.ts';
import { isOnGrid } from '#core/models/on-grid.ts';

/** Where a picture's small versions are. */
export const thumbnailsOf = ({
  id,
  ...size
}: Pick<AssetRow, 'id' | 'width' | 'height'> & Partial<Pick<AssetRow, 'layout'>>) => ({
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
    tool: row.tool,
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
    isPixelArt: isOnGrid(row),
    moves: movesOf(row.layout, plainPaths.moving(row.id)),
    ...thumbnailsOf(row),
  };
}

/** @param url where it is shown moving, to whoever it is presented to */
export function movesOf(layout: AssetLayout | null, url: string): Moves | null {
  if (layout?.kind !== 'animation') return null;
  return { width: layout.width, height: layout.height, url };
}
