import { z } from 'zod';
import { Prisma } from '../../../prisma/generated/client.ts';
import { text } from '../../database/columns.ts';
import { sqlRows } from '../../database/rows.ts';
import type { Deps } from '../../deps.ts';
import { files } from '../map/stores/files.ts';

/** Whoever writes a file writes its row within seconds; a day later nobody will. */
const youngMs = 24 * 60 * 60_000;
const page = 1_000;
/** How many files one run looks at, of each prefix; the next goes on there. */
const mostPages = 50;
/** So many of a page that belong to nobody are no accident: another installation’s bucket, or a database from a backup. */
const suspiciousShare = 0.5;
const suspiciousCount = 50;

/** The kinds of file that lie in the store; keys have one of their own. */
const prefixes = ['assets', 'inputs', 'uploads', 'exports'] as const satisfies ReadonlyArray<keyof typeof files>;
type Prefix = (typeof prefixes)[number];

type LookDeps = Pick<Deps, 'db' | 'storage' | 'log'>;

/** Deletes files that no row names; returns how many. A crash between a file and its row leaves one, and so does an erased row. */
export async function deleteOrphanFiles(deps: LookDeps): Promise<number> {
  let count = 0;
  for (const prefix of prefixes) count += await lookThrough(deps, prefix);
  return count;
}

async function lookThrough(deps: LookDeps, prefix: Prefix): Promise<number> {
  const { db, storage } = deps;
  let after = (await db.fileLook.findUnique({ where: { prefix } }))?.after ?? '';
  let count = 0;
  for (let pages = 0; pages < mostPages; pages++) {
    const found = await storage.list(`${prefix}/`, { after, most: page });
    const old = found.filter(({ storedAt }) => Date.now() - storedAt.getTime() > youngMs).map(({ key }) => key);
    const named = await namedAmong(deps, prefix, old);
    const orphans = old.filter((key) => !named.has(key));
    if (orphans.length >= suspiciousCount && orphans.length > found.length * suspiciousShare) {
      deps.log.error(
        { prefix, orphans: orphans.length },
        'the store has many files that no row names: none was deleted',
      );
      return count;
    }
    await storage.delete(orphans);
    count += orphans.length;
    after = found.length < page ? '' : (found.at(-1)?.key ?? '');
    await db.fileLook.upsert({ where: { prefix }, create: { prefix, after }, update: { after } });
    if (after === '') break;
  }
  return count;
}

const namedRow = z.object({ key: text });

async function namedAmong({ db }: LookDeps, prefix: Prefix, keys: string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const selects = files[prefix].namedBy.flatMap(({ table, columns }) =>
    columns.map(
      (column) =>
        Prisma.sql`SELECT ${Prisma.raw(column)} AS key FROM ${Prisma.raw(table)} WHERE ${Prisma.raw(column)} = ANY(${keys}::text[])`,
    ),
  );
  const rows = await sqlRows(db, namedRow)`${Prisma.join(selects, ' UNION ALL ')}`;
  return new Set(rows.map(({ key }) => key));
}
