import type { Deps } from '../deps.ts';
import { defaultColumns, type GivenDefaults } from './defaults.ts';
import { nameColumns } from './name-columns.ts';
import { unlessTaken } from './unique-name.ts';

/** Omitted fields stay as they are. */
export interface ProjectChanges {
  name?: string | undefined;
  archived?: boolean | undefined;
  defaults?: GivenDefaults | undefined;
}

/** Changes nothing if it is not theirs. @throws Failure name_taken, unknown_model, unknown_size */
export async function updateProject(
  deps: Pick<Deps, 'db' | 'keys'>,
  { id, userId }: { id: string; userId: string },
  { name, archived, defaults }: ProjectChanges,
): Promise<void> {
  const data = {
    ...(await nameColumns(deps, userId, name)),
    ...(archived === undefined ? {} : { archivedAt: archived ? new Date() : null }),
    ...(await defaultColumns(deps, userId, defaults)),
  };
  await unlessTaken(name ?? '', () => deps.db.project.updateMany({ where: { id, userId }, data }));
}
