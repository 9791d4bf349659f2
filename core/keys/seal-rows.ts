import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { mergeTwin } from '../accounts/merge-twin.ts';
import { text, uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { type SealedTable, sealedTables } from './sealed-columns.ts';
import { sealText } from './stored-text.ts';

const batch = 200;

const readableRow = z.object({
  at: text,
  userId: uuid.nullable(),
  identityId: uuid.nullable(),
  workspaceId: uuid.nullable(),
  words: text,
  hashed: text,
});

type SealDeps = Pick<Deps, 'db' | 'keys' | 'log'>;

/** Seals some of the words that are still readable in rows, of people in chats alone if asked (`late`). Returns how many; 0 if no more can be. */
export async function sealSomeRows(deps: SealDeps, what: 'all' | 'late'): Promise<number> {
  let sealed = 0;
  for (const table of sealedTables) {
    if (what === 'late' && table.table !== 'identities') continue;
    if (!(await deps.keys.sealing(table.since))) continue;
    for (const words of table.words) sealed += await sealColumn(deps, { ...table, ...words });
  }
  return sealed;
}

type Column = Omit<SealedTable, 'words'> & SealedTable['words'][number];

const idBy = (sql: string | undefined) => Prisma.raw(sql ?? 'NULL::uuid');

/** One batch; another only if all of one must be kept as they are until a person decides (merge-twin.ts). */
async function sealColumn(deps: SealDeps, column: Column): Promise<number> {
  for (let after = 0; ; after += batch) {
    const { sealed, kept } = await sealBatch(deps, column, after);
    if (sealed > 0 || kept < batch) return sealed;
  }
}

async function sealBatch(deps: SealDeps, column: Column, after: number) {
  const [table, readable, sealed] = [column.table, column.readable, column.sealed].map((name) => Prisma.raw(name));
  const hashed = Prisma.raw(column.hash?.of ?? `t.${column.readable}`);
  const only = column.only ? Prisma.raw(`AND ${column.only}`) : Prisma.empty;
  const also = column.also ? Prisma.raw(`, ${column.also}`) : Prisma.empty;
  const emptied = Prisma.raw(column.becomes ?? "''");
  const rows = await sqlRows(deps.db, readableRow)`
    SELECT t.ctid::text AS at, ${idBy(column.userId)} AS "userId", ${idBy(column.identityId)} AS "identityId",
      ${idBy(column.workspaceId)} AS "workspaceId", t.${readable} AS words, ${hashed} AS hashed
    FROM ${table} t WHERE t.${readable} <> '' AND t.${sealed} IS NULL ${only} LIMIT ${batch}::int OFFSET ${after}::int`;
  let kept = 0;
  for (const { at, userId, identityId, workspaceId, words, hashed } of rows) {
    const hash =
      column.hash && (await deps.keys.lookup(column.hash.kind, column.hash.of ? hashed : hashed.toLowerCase()));
    const withHash = column.hash && hash ? Prisma.sql`, ${Prisma.raw(column.hash.column)} = ${hash}` : Prisma.empty;
    if (column.twins && identityId !== null && hash) {
      const outcome = await mergeTwin(deps, { identityId, hash });
      if (outcome === 'kept') kept++;
      if (outcome !== 'none') continue;
    }
    const bytes = sealText(await deps.keys.of(workspaceId === null ? { userId, identityId } : { workspaceId }), words);
    // Unless the row was changed meanwhile: then it is elsewhere, and found again.
    await deps.db.$executeRaw`
      UPDATE ${table} t SET ${sealed} = ${bytes}, ${readable} = ${emptied} ${withHash} ${also} WHERE t.ctid = ${at}::tid AND t.${readable} = ${words}`;
  }
  return { sealed: rows.length - kept, kept };
}
