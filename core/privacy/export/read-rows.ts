import { Prisma } from '../../../prisma/generated/client.ts';
import type { Deps } from '../../deps.ts';
import { openText } from '../../keys/stored-text.ts';
import { createClient } from '../../postgres/client.ts';
import { openOrNothing } from '../../sealed.ts';
import { isRowOf, type Person } from '../map/rows-of.ts';
import { exportedColumns } from './columns.ts';

export type Row = Record<string, unknown>;
type ReadDeps = Pick<Deps, 'config' | 'keys' | 'seal' | 'log' | 'metrics'>;

/** So many rows are in memory at a time. */
const rowsAtOnce = 500;

export interface RowReader {
  /** The person's rows of a table in this role, each column as JSON has it and sealed words opened. */
  rows(table: string, role: string): AsyncGenerator<Row>;
  close(): Promise<void>;
}

/** Reads one state of the database, however long it takes, without holding anybody up. */
export async function createRowReader(deps: ReadDeps, person: Person): Promise<RowReader> {
  const client = createClient(deps.config.databaseUrl, 'long');
  await client.connect();
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  let cursors = 0;
  return {
    async *rows(table, role) {
      const columns = exportedColumns(table, role);
      const selected = columns.flatMap(({ name, sealedIn }) => (sealedIn ? [name, sealedIn] : [name]));
      if (table === 'mails') selected.push('sealed');
      const list = Prisma.raw([...new Set(selected)].map((name) => `that.${name}`).join(', '));
      const select = Prisma.sql`SELECT to_jsonb(found) AS row FROM (SELECT ${list} FROM ${Prisma.raw(table)} that
        WHERE ${isRowOf(table, role, person)}) found`;
      const cursor = `export_${++cursors}`;
      await client.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${select.text}`, select.values as unknown[]);
      for (;;) {
        const { rows } = await client.query<{ row: Row }>(`FETCH ${rowsAtOnce} FROM ${cursor}`);
        for (const { row } of rows) yield await opened(deps, table, columns, row);
        if (rows.length < rowsAtOnce) break;
      }
      await client.query(`CLOSE ${cursor}`);
    },
    close: () => client.end() as Promise<void>,
  };
}

async function opened(
  deps: ReadDeps,
  table: string,
  columns: ReturnType<typeof exportedColumns>,
  row: Row,
): Promise<Row> {
  // A mail on its way is sealed as a whole, with its address.
  if (table === 'mails') return { ...row, sealed: asWords(deps, row.sealed) };
  const result: Row = {};
  for (const { name, sealedIn } of columns) {
    const sealed = sealedIn === undefined ? undefined : bytesOf(row[sealedIn]);
    result[name] = sealed ? await openText(deps, { sealed }) : row[name];
  }
  return result;
}

function asWords(deps: ReadDeps, value: unknown): unknown {
  const sealed = bytesOf(value);
  const words = sealed && openOrNothing(deps, sealed, 'a mail');
  return words === undefined ? null : JSON.parse(words);
}

/** PostgreSQL writes bytes into JSON as `\\x…`. */
const bytesOf = (value: unknown): Buffer | undefined =>
  typeof value === 'string' && value.startsWith('\\x') ? Buffer.from(value.slice(2), 'hex') : undefined;
