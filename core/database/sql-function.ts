import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { castOf } from './columns.ts';
import { type Asked, askRows, parseShape } from './rows.ts';

export interface SqlFunction<Args extends z.ZodObject, Row extends z.ZodType> {
  /** All rows. @throws UnexpectedShape */
  rows(db: Asked, given: z.input<Args>): Promise<z.output<Row>[]>;
  /** For a function that returns one row, or one value. @throws UnexpectedShape; Error if there is none */
  one(db: Asked, given: z.input<Args>): Promise<z.output<Row>>;
}

/**
 * A function of the database, whose file is prisma/functions/<feature>/<name>.sql: its arguments and its result. A row is an object,
 * in which `paidByTeam` is the column `paid_by_team`; anything else is the function's single value. Each key of the arguments is a
 * parameter, `generationId` is `p_generation_id`; or all of them are the only parameter (`asDocument`), as jsonb.
 */
export function sqlFunction<Args extends z.ZodObject, Row extends z.ZodType>({
  name,
  args,
  asDocument = false,
  row,
}: {
  name: string;
  args: Args;
  asDocument?: boolean;
  row: Row;
}): SqlFunction<Args, Row> {
  const columns = columnsOf(row);
  const selected = columns?.map((key) => `${snakeCase(key)} AS "${key}"`).join(', ') ?? 'value';
  const taken = asDocument ? '?::jsonb' : Object.entries<z.ZodType>(args.shape).map(asParameter).join(', ');
  const pieces = `SELECT ${selected} FROM ${name}(${taken})${columns ? '' : ' AS f(value)'}`.split('?');

  const valuesOf = (given: z.input<Args>): unknown[] => {
    const values: Record<string, unknown> = parseShape(args, given, () => `What ${name}() is asked`);
    return asDocument ? [JSON.stringify(values)] : Object.keys(args.shape).map((key) => values[key]);
  };
  const rows = async (db: Asked, given: z.input<Args>) => {
    const found = await askRows(db, Prisma.sql(pieces, ...valuesOf(given)), { prepared: true });
    return found.map((each) =>
      parseShape(row, columns ? each : (each as { value?: unknown }).value, () => `What ${name}() answers`),
    );
  };
  return {
    rows,
    async one(db, given) {
      const [first] = await rows(db, given);
      if (first === undefined) throw new Error(`${name}() answered nothing`);
      return first;
    },
  };
}

/** The columns of an object, or of a discriminated union of objects; undefined for a single value. */
function columnsOf(row: z.core.$ZodType): string[] | undefined {
  if (row instanceof z.ZodObject) return Object.keys(row.shape);
  if (row instanceof z.ZodDiscriminatedUnion) return [...new Set(row.options.flatMap((each) => columnsOf(each) ?? []))];
  return undefined;
}

/** The columns of a row that a function answers, for a statement that joins functions: `paidByTeam` is the column `paid_by_team` of `alias`. */
export const columnsFrom = (alias: string, row: z.ZodObject): Prisma.Sql =>
  Prisma.raw(
    Object.keys(row.shape)
      .map((key) => `${alias}.${snakeCase(key)} AS "${key}"`)
      .join(', '),
  );

const snakeCase = (key: string) => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const asParameter = ([key, type]: [string, z.ZodType]) => `p_${snakeCase(key)} => ?::${castOf(type)}`;
