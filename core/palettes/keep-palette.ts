import type { Deps } from '../deps.ts';
import type { Colours } from '../pixel/picture.ts';
import { unlessLeaving } from '../privacy/erasure/leaving.ts';
import { colourNameColumns, nameColumns, unlessTaken } from './columns.ts';
import { maxPalettes } from './limits.ts';
import { tooManyPalettes } from './refusals.ts';

export interface NewPalette {
  name: string;
  /** 1 to 256. */
  colours: Colours;
  /** What they are called, as many; `''` for one without a name. */
  names?: readonly string[] | undefined;
}

/** Keeps a palette for an account; returns its id. @throws Failure too_many_palettes, name_taken, deletion_under_way */
export async function keepPalette(
  deps: Pick<Deps, 'db' | 'keys'>,
  userId: string,
  { name, colours, names = [] }: NewPalette,
): Promise<string> {
  const data = {
    userId,
    colours: [...colours],
    ...(await nameColumns(deps, userId, name)),
    ...(await colourNameColumns(deps, userId, names)),
  };
  if ((await deps.db.palette.count({ where: { userId } })) >= maxPalettes) throw tooManyPalettes();
  const { id } = await unlessTaken(name, () =>
    unlessLeaving(() => deps.db.palette.create({ data, select: { id: true } })),
  );
  return id;
}
