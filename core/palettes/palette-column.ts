import type { Deps } from '../deps.ts';
import type { Colours } from '../pixel/picture.ts';
import { noSuchPalette } from './refusals.ts';

/** The column of what a project is locked to; undefined, it stays as it is. @throws Failure not_found, if they have no such palette */
export async function paletteColumn(
  { db }: Pick<Deps, 'db'>,
  userId: string,
  id: string | null | undefined,
): Promise<{ paletteId?: string | null }> {
  if (id === undefined) return {};
  if (id !== null && (await db.palette.count({ where: { id, userId } })) === 0) throw noSuchPalette();
  return { paletteId: id };
}

/** The colours of a palette by the id that a row has; null for none. */
export async function coloursOf({ db }: Pick<Deps, 'db'>, id: string | null): Promise<Colours | null> {
  if (id === null) return null;
  return (await db.palette.findUnique({ where: { id }, select: { colours: true } }))?.colours ?? null;
}
