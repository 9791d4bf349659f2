import { join } from 'node:path';
import type pg from 'pg';
import { functionsFolder } from './functions-list.ts';

/** What processes of the last published version call: one line per function. */
export const signaturesFile = join(functionsFolder, 'published.txt');

/** Names, arguments and results, which an update must not change: processes of the previous version go on calling them. */
export async function readSignatures(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(
    `SELECT format('%s(%s) -> %s', proname, pg_get_function_arguments(oid), pg_get_function_result(oid)) AS line
     FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1`,
  );
  return rows.map(({ line }) => line);
}
