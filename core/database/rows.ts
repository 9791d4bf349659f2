import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';

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

/**
 * Runs a custom statement, `sqlRows(db, row)`SELECT …``, and parses each row of the answer. @throws UnexpectedShape
 */
export const sqlRows =
  <Row extends z.ZodType>(db: Asked, row: Row) =>
  async (strings: TemplateStringsArray, ...values: unknown[]): Promise<z.output<Row>[]> => {
    const rows = await db.$queryRaw<unknown[]>(strings, ...values);
    return rows.map((each) =>
      parseShape(row, each, () => `What is answered to “${headOf(Prisma.sql(strings, ...values))}”`),
    );
  };

/** The first row, for statements that return at most one. @throws UnexpectedShape */
export const sqlRow =
  <Row extends z.ZodType>(db: Asked, row: Row) =>
  async (strings: TemplateStringsArray, ...values: unknown[]): Promise<z.output<Row> | undefined> =>
    (await sqlRows(db, row)(strings, ...values))[0];

/** Whether a statement finds any row. */
export const sqlFinds =
  (db: Asked) =>
  async (strings: TemplateStringsArray, ...values: unknown[]): Promise<boolean> =>
    (await sqlRows(db, anything)(strings, ...values)).length > 0;

const anything = z.unknown();

const headChars = 80;

/** Identifies a statement by the start of its text, which contains no values. */
const headOf = ({ sql }: Prisma.Sql) => sql.trim().replaceAll(/\s+/g, ' ').slice(0, headChars);
