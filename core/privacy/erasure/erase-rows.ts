import { z } from 'zod';
import { Prisma } from '../../../prisma/generated/client.ts';
import { text } from '../../database/columns.ts';
import { sqlRows } from '../../database/rows.ts';
import type { EmptiedTable, Table } from '../map/define-table.ts';
import { isRowOf, type Person, rolesOf } from '../map/rows-of.ts';
import { tables } from '../map/tables.ts';

const place = z.object({ at: text });
/** Where each row of a person is, by the role they have in it: a row is not found any more once what leads to it is empty. */
type Found = Record<string, string[]>;

/** Deleted after all others, in this order, because others refer to them. */
const lastDeleted = ['predictions', 'reply_targets', 'projects', 'users'];

/**
 * Deletes and empties every row of a person, as the map says, and returns how many by table. In a transaction that sees one state of the database
 * (REPEATABLE READ): a row that somebody changes meanwhile makes it fail, and it is done again.
 */
export async function eraseRows(tx: Prisma.TransactionClient, person: Person): Promise<Record<string, number>> {
  const found: Record<string, Found> = {};
  for (const name of Object.keys(tables)) found[name] = await findRows(tx, name, person);
  await tx.$executeRaw`SELECT set_config('upixel.erasing', 'on', true)`;
  const counts: Record<string, number> = {};
  const count = (name: string, rows: number) => {
    if (rows > 0) counts[name] = rows;
  };
  for (const [name, table] of Object.entries(tables))
    if (table.erasure === 'empty') count(name, await emptyRows(tx, name, table, found[name] ?? {}));
  const deleted = namesOf('delete');
  const first = deleted.filter((name) => !lastDeleted.includes(name));
  for (const name of [...first, ...lastDeleted]) count(name, await deleteRows(tx, name, found[name]?.owner ?? []));
  await tx.$executeRaw`SELECT set_config('upixel.erasing', '', true)`;
  return counts;
}

const namesOf = (erasure: Table['erasure']) =>
  Object.entries(tables).flatMap(([name, table]) => (table.erasure === erasure ? [name] : []));

async function findRows(tx: Prisma.TransactionClient, name: string, person: Person): Promise<Found> {
  const found: Found = {};
  for (const role of rolesOf(name)) {
    const rows = await sqlRows(tx, place)`
      SELECT that.ctid::text AS at FROM ${Prisma.raw(name)} that WHERE ${isRowOf(name, role, person)}`;
    found[role] = rows.map(({ at }) => at);
  }
  return found;
}

async function emptyRows(
  tx: Prisma.TransactionClient,
  name: string,
  table: EmptiedTable<string>,
  found: Found,
): Promise<number> {
  const sets = Object.entries(table.columns).flatMap(([column, each]) => {
    if (each === 'technical' || each.erasure.does === 'keep') return [];
    const [own, empty] = [Prisma.raw(`that.${column}`), Prisma.raw(each.erasure.to)];
    return [Prisma.sql`${Prisma.raw(column)} = CASE WHEN ${isAt(found[each.of] ?? [])} THEN ${empty} ELSE ${own} END`];
  });
  const all = [...new Set(Object.values(found).flat())];
  if (sets.length === 0 || all.length === 0) return 0;
  return tx.$executeRaw`UPDATE ${Prisma.raw(name)} that SET ${Prisma.join(sets)} WHERE ${isAt(all)}`;
}

const deleteRows = async (tx: Prisma.TransactionClient, name: string, places: string[]) =>
  places.length === 0 ? 0 : await tx.$executeRaw`DELETE FROM ${Prisma.raw(name)} that WHERE ${isAt(places)}`;

const isAt = (places: string[]) => Prisma.sql`that.ctid = ANY(${places}::tid[])`;
