import { shown } from '../assets/shown.ts';
import type { ZippedAsset } from '../assets/write-zip.ts';
import { readZipped } from '../assets/zip-assets.ts';
import { zippedAtOnce } from '../contract/project-zip.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../not-found.ts';
import { readProject } from './list-projects.ts';

/** The images of one file of a project's download, oldest first, and the project's name. `part`: from 1. @throws Failure not_found */
export async function openProjectZip(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  { userId, id, part }: { userId: string; id: string; part: number },
): Promise<{ name: string; assets: ZippedAsset[] }> {
  const { name } = await readProject(deps, { userId, id });
  const found = await deps.db.asset.findMany({
    where: { projectId: id, userId, ...shown },
    orderBy: [{ createdAt: 'asc' }, { position: 'asc' }, { id: 'asc' }],
    skip: (part - 1) * zippedAtOnce,
    take: zippedAtOnce,
    select: { id: true },
  });
  if (found.length === 0) throw notFound('There are no such images in this project');
  return { name, assets: await readZipped(deps, { userId, ids: found.map((asset) => asset.id) }) };
}
