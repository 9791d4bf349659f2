import type { Deps } from '../deps.ts';
import { coverColumn } from './cover-column.ts';
import { defaultColumns, type GivenDefaults } from './defaults.ts';
import { unlessTaken } from './unique-name.ts';
import { nameColumns, notesColumns } from './word-columns.ts';

/** Omitted fields stay as they are. */
export interface ProjectChanges {
  name?: string | undefined;
  archived?: boolean | undefined;
  defaults?: GivenDefaults | undefined;
  notes?: string | undefined;
  /** Of one of its images; null: its newest ones stand for it. */
  coverId?: string | null | undefined;
}

/** Changes nothing if it is not theirs. @throws Failure name_taken, unknown_model, unknown_size; not_found, if the cover is none of its images */
export async function updateProject(
  deps: Pick<Deps, 'db' | 'keys'>,
  { id, userId }: { id: string; userId: string },
  { name, archived, defaults, notes, coverId }: ProjectChanges,
): Promise<void> {
  const data = {
    ...(await nameColumns(deps, userId, name)),
    ...(archived === undefined ? {} : { archivedAt: archived ? new Date() : null }),
    ...(await defaultColumns(deps, userId, defaults)),
    ...(await notesColumns(deps, userId, notes)),
    ...(await coverColumn(deps, { id, userId }, coverId)),
  };
  await unlessTaken(name ?? '', () => deps.db.project.updateMany({ where: { id, userId }, data }));
}
