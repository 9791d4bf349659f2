import { plainPaths } from '#core/contract/contract.ts';
import type { Project } from '#core/contract/shapes.ts';
import type { Deps } from '#core/deps.ts';

interface ProjectRow {
  id: string;
  name: string;
  model: string | null;
  size: string | null;
  style: string;
  archivedAt: Date | null;
  createdAt: Date;
  assetCount: number;
  coverId: string | null;
}

/** A person's projects by name, archived ones last; one of them where an id is given. One statement. */
export async function findProjects(
  deps: Pick<Deps, 'db'>,
  userId: string,
  id: string | null = null,
): Promise<Project[]> {
  const rows = await deps.db.$queryRaw<ProjectRow[]>`
    SELECT p.id, p.name, p.default_model AS model, p.default_size AS size, p.style, p.archived_at AS "archivedAt",
      p.created_at AS "createdAt", count(a.id)::int AS "assetCount",
      (array_agg(a.id ORDER BY a.created_at DESC, a.id DESC))[1] AS "coverId"
    FROM projects p LEFT JOIN assets a ON a.project_id = p.id AND a.deleted_at IS NULL
    WHERE p.user_id = ${userId}::uuid AND (${id}::uuid IS NULL OR p.id = ${id}::uuid)
    GROUP BY p.id ORDER BY p.archived_at IS NOT NULL, lower(p.name), p.id`;
  return rows.map(({ model, size, style, archivedAt, createdAt, coverId, ...row }) => ({
    ...row,
    defaults: { model, size, style },
    archivedAt: archivedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    coverUrl: coverId === null ? null : plainPaths.file(coverId, 'thumbnail'),
  }));
}
