import type { Deps } from '../deps.ts';
import { noSuchPalette } from './refusals.ts';

/** Projects that were locked to it are locked to none; what was made stays. @throws Failure not_found */
export async function deletePalette({ db }: Pick<Deps, 'db'>, whose: { id: string; userId: string }): Promise<void> {
  const { count } = await db.palette.deleteMany({ where: whose });
  if (count === 0) throw noSuchPalette();
}
