import { plainPaths } from '#core/contract/contract.ts';
import type { Project } from '#core/contract/shapes.ts';
import type { Deps } from '#core/deps.ts';
import { isPixelArt } from '#core/models/pixel-art.ts';

const coversShown = 4;

interface ProjectRow {
  id: string;
  name: string;
  model: string | null;
  size: string | null;
  style: string;
  archivedAt: Date | null;
  createdAt: Date;
  assetCount: number;
  covers: Array<{ id: string; model: string }>;
}

/** A person's projects by name, archived ones last; one of them where an id is given. One statement. */
export async function findProjects(
  deps: Pick<Deps, 'db'>,
  userId: string,
  id: string | null = null,
): Promise<Project[]> {
  const rows = await deps.db.$queryRaw<ProjectRow[]>`
    SELECT p.id, p.name, p.default_model AS model, p.default_size AS size, p.style, p.archived_at AS "archivedAt",
      p.created_at AS "createdAt",
      (SELECT count(*)::int FROM assets a WHERE a.project_id = p.id AND a.deleted_at IS NULL) AS "assetCount",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'model', g.model) ORDER BY n.created_at DESC, n.id DESC), '[]')
       FROM (SELECT * FROM assets a WHERE a.project_id = p.id AND a.deleted_at IS NULL
             ORDER BY a.created_at DESC, a.id DESC LIMIT ${coversShown}::int) n
         JOIN generations g ON g.id = n.generation_id) AS covers
    FROM projects p
    WHERE p.user_id = ${userId}::uuid AND (${id}::uuid IS NULL OR p.id = ${id}::uuid)
    ORDER BY p.archived_at IS NOT NULL, lower(p.name), p.id`;
  return rows.map(({ model, size, style, archivedAt, createdAt, covers, ...row }) => ({
    ...row,
    defaults: { model, size, style },
    archivedAt: archivedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    covers: covers.map((cover) => ({
      thumbnailUrl: plainPaths.file(cover.id, 'thumbnail'),
      isPixelArt: isPixelArt(cover.model),
    })),
  }));
}
