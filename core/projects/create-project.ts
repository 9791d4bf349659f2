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
  wanted: NewProject,
): Promise<string> {
  const { db } = deps;
  const data = await projectColumns(deps, userId, wanted);
  if ((await db.project.count({ where: { userId } })) >= maxProjects) throw tooManyProjects();
  const { id } = await unlessTaken(wanted.name, () =>
    unlessLeaving(() => db.project.create({ data, select: { id: true } })),
  );
  return id;
}

/** The columns of a new one. @throws Failure unknown_model, unknown_size, not_found */
export const projectColumns = async (
  deps: Pick<Deps, 'db' | 'keys'>,
  userId: string,
  { name, defaults, notes }: NewProject,
) => ({
  userId,
  ...(await nameColumns(deps, userId, name)),
  ...(await defaultColumns(deps, userId, defaults)),
  ...(await notesColumns(deps, userId, notes)),
});
