import { plainPaths } from '#core/contract/pages/contract.ts';
import type { Project } from '#core/contract/pages/shapes.ts';
import { isPixelArt } from '#core/models/pixel-art.ts';
import type { ProjectRow } from '#core/projects/list-projects.ts';

export function presentProject({
  model,
  size,
  format,
  style,
  archivedAt,
  createdAt,
  covers,
  ...row
}: ProjectRow): Project {
  return {
    ...row,
    defaults: { model, size, format, style },
    archivedAt: archivedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    covers: covers.map((cover) => ({
      thumbnailUrl: plainPaths.file(cover.id, 'thumbnail'),
      isPixelArt: cover.model !== null && isPixelArt(cover.model),
    })),
  };
}
