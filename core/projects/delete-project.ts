import type { Deps } from '../deps.ts';
import { noSuchProject } from './refusals.ts';

/** Its images stay, in no project: the foreign keys ensure that. @throws Failure not_found */
export async function deleteProject(
  { db }: Pick<Deps, 'db'>,
  { id, userId }: { id: string; userId: string },
): Promise<void> {
  const { count } = await db.project.deleteMany({ where: { id, userId } });
  if (count === 0) throw noSuchProject();
}
