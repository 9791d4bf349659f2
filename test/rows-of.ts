import type { Deps } from '#core/deps.ts';
import { isRowOf, type Person, rolesOf } from '#core/privacy/map/rows-of.ts';
import { tables } from '#core/privacy/map/tables.ts';
import { Prisma } from '../prisma/generated/client.ts';

/** Every row of somebody, as it lies there, by table and role: as the data map leads to them. To see that nothing of theirs was changed. */
export async function rowsOf({ db }: Pick<Deps, 'db'>, person: Person): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const name of Object.keys(tables))
    for (const role of rolesOf(name)) {
      const rows = await db.$queryRaw<Array<{ row: unknown }>>`
        SELECT to_jsonb(that) AS row FROM ${Prisma.raw(name)} that WHERE ${isRowOf(name, role, person)} ORDER BY to_jsonb(that)::text`;
      if (rows.length > 0) found[`${name} as ${role}`] = rows.map(({ row }) => row);
    }
  return found;
}
