import { modelName } from '#core/chat/present/generation.ts';
import { plainPaths } from '#core/contract/contract.ts';
import type { AssetSummary } from '#core/contract/shapes.ts';
import { isPixelArt } from '#core/models/pixel-art.ts';

export interface SummaryRow {
  id: string;
  prompt: string;
  /** The provider's id. */
  model: string;
  width: number;
  height: number;
  projectId: string | null;
  createdAt: Date;
}

export function presentSummary(row: SummaryRow): AssetSummary {
  return {
    id: row.id,
    prompt: row.prompt,
    width: row.width,
    height: row.height,
    isPixelArt: isPixelArt(row.model),
    model: modelName(row.model),
    projectId: row.projectId,
    createdAt: row.createdAt.toISOString(),
    thumbnailUrl: plainPaths.file(row.id, 'thumbnail'),
    imageUrl: plainPaths.file(row.id, 'image'),
  };
}
