import type { Deps } from '../deps.ts';
import { nameColumns, unlessTaken } from './columns.ts';
import { noSuchPalette } from './refusals.ts';

/** @throws Failure not_found, name_taken */
export async function renamePalette(
  deps: Pick<Deps, 'db' | 'keys'>,
  whose: { id: string; userId: string },
  name: string,
): Promise<void> {
  const data = await nameColumns(deps, whose.userId, name);
  const { count } = await unlessTaken(name, () => deps.db.palette.updateMany({ where: whose, data }));
  if (count === 0) throw noSuchPalette();
}
