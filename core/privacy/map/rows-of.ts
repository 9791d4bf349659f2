import { Prisma } from '../../../prisma/generated/client.ts';
import type { Owner, Way } from './define-table.ts';
import { tableNamed } from './tables.ts';

/** The ids of whoever is looked for: an account with its identities, a guest's identity, or a workspace. */
export type Person = Readonly<Record<Owner, readonly string[]>>;

/** A condition on `that`, a row of this table: it is this person's in that role. False for everybody in a table without people. */
export function isRowOf(name: string, role: string, person: Person): Prisma.Sql {
  const table = tableNamed(name);
  if (table.erasure === 'none') return Prisma.sql`false`;
  const ways = (table.people as Readonly<Record<string, readonly Way[]>>)[role] ?? [];
  const conditions = ways.map((way) => condition(way, person));
  return conditions.length === 0 ? Prisma.sql`false` : Prisma.sql`(${Prisma.join(conditions, ' OR ')})`;
}

/** The roles that somebody can have in a table. */
export function rolesOf(name: string): string[] {
  const table = tableNamed(name);
  return table.erasure === 'none' ? [] : Object.keys(table.people);
}

function condition(way: Way, person: Person): Prisma.Sql {
  const column = Prisma.raw(`that.${way.column}`);
  const found =
    'owner' in way
      ? // As the column has it, which an index finds.
        Prisma.sql`${column} = ANY(${[...person[way.owner]]}::${Prisma.raw(way.isText ? 'text[]' : 'uuid[]')})`
      : Prisma.sql`${column} IN (SELECT that.${Prisma.raw(way.key)} FROM ${Prisma.raw(way.table)} that
          WHERE ${isRowOf(way.table, way.role, person)})`;
  return way.unless ? Prisma.sql`(${found} AND ${Prisma.raw(`that.${way.unless}`)} IS NULL)` : found;
}
