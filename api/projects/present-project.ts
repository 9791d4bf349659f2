import type { Project } from '#core/contract/pages/project-shapes.ts';
import { asWritten } from '#core/make/written-pixels.ts';
import { isOnGrid } from '#core/models/on-grid.ts';
import type { ProjectRow } from '#core/projects/list-projects.ts';
import { thumbnailsOf } from '../assets/present-summary.ts';

export function presentProject({
  model,
  size,
  format,
  pixel,
  style,
  paletteId,
  archivedAt,
  createdAt,
  covers,
  ...row
}: ProjectRow): Project {
  return {
    ...row,
    defaults: { model, size, format, pixel: pixel && asWritten(pixel), style, paletteId },
    archivedAt: archivedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    covers: covers.map((cover) => ({
      ...thumbnailsOf(cover),
      width: cover.width,
      height: cover.height,
      isPixelArt: isOnGrid(cover),
    })),
  };
}
