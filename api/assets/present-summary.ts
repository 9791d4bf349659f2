import type { AssetRow } from '#core/assets/list-assets.ts';
import { modelName } from '#core/chat/present/model-name.ts';
import { plainPaths } from '#core/contract/pages/contract.ts';
import type { AssetSummary } from '#core/contract/pages/shapes.ts';
import { isPixelArt } from '#core/models/pixel-art.ts';
import { drawnBy } from '#core/models/tools.ts';

export function presentSummary(row: AssetRow): AssetSummary {
  return {
    id: row.id,
    prompt: row.prompt,
    width: row.width,
    height: row.height,
    isPixelArt: isPixelArt(drawnBy(row) ?? ''),
    model: row.model && modelName(row.model),
    projectId: row.projectId,
    createdAt: row.createdAt.toISOString(),
    thumbnailUrl: plainPaths.file(row.id, 'thumbnail'),
    imageUrl: plainPaths.file(row.id, 'image'),
  };
}
