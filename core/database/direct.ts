import pg from 'pg';
import type { Prisma } from '../../prisma/generated/client.ts';
import { statementName } from '../postgres/statement-name.ts';

/**
 * The connections under a Prisma client. A custom statement has nothing that Prisma's engine would do for it, and costs a third when it goes straight to
 * them (docs/benchmarks.md). Within a transaction it goes by way of Prisma, which holds the connection.
 */
const pools = new WeakMap<object, pg.Pool>();

export const keepPool = (client: object, pool: pg.Pool) => void pools.set(client, pool);
export const poolUnder = (client: object): pg.Pool | undefined => pools.get(client);

type Asked = Pick<Prisma.Sql, 'text' | 'values'> & {
  /**
   * PostgreSQL parses it once for each connection, and soon plans it no more. For statements that find their rows by ids: no values of theirs call
   * for another plan.
   */
  prepared: boolean;
};

/** Those behind a pooler that lends connections for one transaction at a time, and keeps no prepared statements (pgbouncer before 1.21). */
const nameless = new WeakSet<pg.Pool>();

/** invalid_sql_statement_name, duplicate_prepared_statement; https://www.postgresql.org/docs/current/errcodes-appendix.html */
const notKept = ['26000', '42P05'];
/** A migration has changed what it answers since it was prepared; PostgreSQL has no code for this alone. */
const changedAnswer = 'cached plan must not change result type';

/** Rows as Prisma would give them, and how many the statement changed. */
export async function askPool(pool: pg.Pool, { text, values, prepared }: Asked) {
  const query = { text, values: values.map(asArgument), types: { getTypeParser } };
  const unprepared = () => pool.query<Record<string, unknown>>(query);
  if (!prepared || nameless.has(pool)) return unprepared();
  try {
    return await pool.query<Record<string, unknown>>({ ...query, name: statementName(text) });
  } catch (error) {
    // In each of these cases it was not begun, and the pool has discarded the connection.
    if (!(error instanceof pg.DatabaseError)) throw error;
    if (notKept.includes(error.code ?? '')) nameless.add(pool);
    else if (error.message !== changedAnswer) throw error;
    return unprepared();
  }
}

const asArgument = (value: unknown) => (value instanceof Date ? value.toISOString() : value);

const { INT8, DATE, TIMESTAMP, BYTEA } = pg.types.builtins;
const fromText = new Map<number, (text: string) => unknown>([
  [INT8, BigInt],
  [DATE, (text) => new Date(`${text}T00:00:00Z`)],
  [TIMESTAMP, (text) => new Date(`${text.replace(' ', 'T')}Z`)],
  [BYTEA, (text) => new Uint8Array(Buffer.from(text.slice('\\x'.length), 'hex'))],
]);

/** Where pg's own parsers differ from what Prisma gives. */
const getTypeParser = ((type: number, format?: 'text' | 'binary') =>
  fromText.get(type) ?? pg.types.getTypeParser(type, format)) as typeof pg.types.getTypeParser;
