import type { Deps } from '../deps.ts';
import { unlessLeaving } from '../privacy/erasure/leaving.ts';
import { defaultColumns, type GivenDefaults } from './defaults.ts';
import { maxProjects } from './limits.ts';
import { tooManyProjects } from './refusals.ts';
import { unlessTaken } from './unique-name.ts';
import { nameColumns, notesColumns } from './word-columns.ts';

export interface NewProject {
  name: string;
  defaults?: GivenDefaults | undefined;
  notes?: string | undefined;
}

/** Returns its id. @throws Failure deletion_under_way, too_many_projects, name_taken, unknown_model, unknown_size */
export async function createProject(
  deps: Pick<Deps, 'db' | 'keys'>,
  userId: string,
  { name, defaults, notes }: NewProject,
): Promise<string> {
  const { db } = deps;
  const data = {
    userId,
    ...(await nameColumns(deps, userId, name)),
    ...(await defaultColumns(deps, userId, defaults)),
    ...(await notesColumns(deps, userId, notes)),
  };
  if ((await db.project.count({ where: { userId } })) >= maxProjects) throw tooManyProjects();
  const { id } = await unlessTaken(name, () => unlessLeaving(() => db.project.create({ data, select: { id: true } })));
  return id;
}
