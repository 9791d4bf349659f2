import { z } from 'zod';
import { byName } from '../by-name.ts';
import { int, time, uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { openFields, storedText } from '../keys/stored-text.ts';
import type { Colours } from '../pixel/picture.ts';
import { noSuchPalette } from './refusals.ts';

export interface KeptPalette {
  id: string;
  name: string;
  colours: Colours;
  /** As many as there are colours, or none. */
  names: string[];
  /** How many projects are locked to it. */
  projects: number;
  createdAt: Date;
}

/** What somebody's own are called. */
export const paletteNames = async (deps: Pick<Deps, 'db' | 'keys' | 'log'>, userId: string): Promise<string[]> =>
  (await listPalettes(deps, { userId })).map(({ name }) => name);

const paletteRow = z.object({
  id: uuid,
  name: storedText,
  colours: z.array(int),
  colourNames: storedText,
  projects: int,
  createdAt: time,
});

/** An account's palettes, by name; only one of them if an id is given. */
export async function listPalettes(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  { userId, id = null }: { userId: string; id?: string | null },
): Promise<KeptPalette[]> {
  const rows = await sqlRows(deps.db, paletteRow)`
    SELECT p.id, stored_text(p.name, p.name_sealed) AS name, p.colours, stored_text(p.colour_names, p.colour_names_sealed) AS "colourNames",
      (SELECT count(*)::int FROM projects o WHERE o.palette_id = p.id) AS projects, p.created_at AS "createdAt"
    FROM palettes p WHERE p.user_id = ${userId}::uuid AND (${id}::uuid IS NULL OR p.id = ${id}::uuid)`;
  const opened = await openFields(deps, rows, 'name', 'colourNames');
  return opened
    .map(({ colourNames, ...row }) => ({ ...row, names: namesOf(colourNames, row.colours.length) }))
    .sort((one, other) => byName(one.name, other.name));
}

/** @throws Failure not_found */
export async function readPalette(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  whose: { userId: string; id: string },
): Promise<KeptPalette> {
  const [palette] = await listPalettes(deps, whose);
  if (!palette) throw noSuchPalette();
  return palette;
}

/** Words that can no longer be read are no names. */
function namesOf(lines: string, count: number): string[] {
  const names = lines.split('\n');
  return lines !== '' && names.length === count ? names : [];
}
