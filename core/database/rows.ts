import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { askPool, poolUnder } from './direct.ts';

/** Anything that can be queried: the client for any purpose, or a transaction. */
export type Asked = Pick<Prisma.TransactionClient, '$queryRaw'>;

/** The database's answer, or the question to it, has a shape that this version of the code does not know. */
class UnexpectedShape extends Error {
  override name = 'UnexpectedShape';
}

/** @throws UnexpectedShape: it names the column and its fault, but no value, as that may be anybody's words */
export function parseShape<Shape extends z.ZodType>(
  shape: Shape,
  value: unknown,
  whose: () => string,
): z.output<Shape> {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the value'}: ${message}`);
  throw new UnexpectedShape(`${whose()}: ${faults.join('; ')}`);
}

interface How {
  /** For statements that run for every picture and find their rows by ids: see direct.ts. */
  prepared?: boolean;
}

/** The rows that a statement answers, not parsed yet. */
export async function askRows(db: Asked, asked: Prisma.Sql, { prepared = false }: How): Promise<unknown[]> {
  const pool = poolUnder(db);
  if (!pool) return db.$queryRaw<unknown[]>(asked);
  return (await askPool(pool, { text: asked.text, values: asked.values, prepared })).rows;
}

/**
 * Runs a custom statement, `sqlRows(db, row)`SELECT …``, and parses each row of the answer. @throws UnexpectedShape
 */
export const sqlRows =
  <Row extends z.ZodType>(db: Asked, row: Row, how: How = {}) =>
  async (strings: TemplateStringsArray, ...values: unknown[]): Promise<z.output<Row>[]> => {
    const asked = Prisma.sql(strings, ...values);
    const rows = await askRows(db, asked, how);
    return rows.map((each) => parseShape(row, each, () => `What is answered to “${headOf(asked)}”`));
  };

/** The first row, for statements that return at most one. @throws UnexpectedShape */
export const sqlRow =
  <Row extends z.ZodType>(db: Asked, row: Row, how: How = {}) =>
  async (strings: TemplateStringsArray, ...values: unknown[]): Promise<z.output<Row> | undefined> =>
    (await sqlRows(db, row, how)(strings, ...values))[0];

/** Whether a statement finds any row. */
export const sqlFinds =
  (db: Asked, how: How = {}) =>
  async (strings: TemplateStringsArray, ...values: unknown[]): Promise<boolean> =>
    (await sqlRows(db, anything, how)(strings, ...values)).length > 0;

/** Runs a statement that answers nothing. Returns how many rows it changed. */
export const sqlRun =
  (db: Asked & Pick<Prisma.TransactionClient, '$executeRaw'>, { prepared = false }: How = {}) =>
  async (strings: TemplateStringsArray, ...values: unknown[]): Promise<number> => {
    const pool = poolUnder(db);
    const asked = Prisma.sql(strings, ...values);
    if (!pool) return db.$executeRaw(asked);
    return (await askPool(pool, { text: asked.text, values: asked.values, prepared })).rowCount ?? 0;
  };

/**
 * In the FROM of a statement that is a transaction by itself: its answer does not wait until it is on disk. Only for what a crash of the server may take
 * back (its last half second), because it is found again or done again and costs nobody anything. https://www.postgresql.org/docs/current/wal-async-commit.html
 */
export const unflushed = Prisma.sql`(SELECT set_config('synchronous_commit', 'off', true)) AS unflushed`;

export const unflushedIf = (mayBeTakenBack: boolean) =>
  Prisma.sql`(SELECT CASE WHEN ${mayBeTakenBack}::boolean THEN set_config('synchronous_commit', 'off', true) END) AS unflushed`;

const anything = z.unknown();

const headChars = 80;

/** Identifies a statement by the start of its text, which contains no values. */
const headOf = ({ sql }: Prisma.Sql) => sql.trim().replaceAll(/\s+/g, ' ').slice(0, headChars);
