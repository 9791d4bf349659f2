import { mostExported } from '../../contract/export-wish.ts';
import type { Deps } from '../../deps.ts';
import { shown } from '../shown.ts';

/** What is exported: these images, those of a request, or those of a project. */
export type ExportedThings =
  | { kind: 'assets'; ids: string[] }
  | { kind: 'generation'; id: string }
  | { kind: 'project'; id: string };

/** The images that are meant, as many as are exported at once, the newest; and how many there are in all. */
export async function exportedIds(
  { db }: Pick<Deps, 'db'>,
  things: ExportedThings,
): Promise<{ ids: string[]; total: number }> {
  const where = { ...meant(things), ...shown };
  const [found, total] = await Promise.all([
    db.asset.findMany({
      where,
      orderBy: [{ createdAt: 'desc' }, { position: 'desc' }, { id: 'desc' }],
      take: mostExported,
      select: { id: true },
    }),
    db.asset.count({ where }),
  ]);
  return { ids: found.map(({ id }) => id), total };
}

/** All pictures of the request that a picture came of; undefined if no request made it. */
export async function requestOf({ db }: Pick<Deps, 'db'>, assetId: string): Promise<ExportedThings | undefined> {
  const asset = await db.asset.findUnique({ where: { id: assetId }, select: { generationId: true } });
  return asset?.generationId ? { kind: 'generation', id: asset.generationId } : undefined;
}

function meant(things: ExportedThings) {
  switch (things.kind) {
    case 'assets':
      return { id: { in: things.ids } };
    case 'generation':
      return { generationId: things.id };
    case 'project':
      return { projectId: things.id };
  }
}
