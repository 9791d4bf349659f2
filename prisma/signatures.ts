import { join } from 'node:path';
import type pg from 'pg';
import { functionsFolder } from './functions-list.ts';

/** What processes of the last published version call: a line a function. */
export const signaturesFile = join(functionsFolder, 'published.txt');

/** Names, arguments and results, as an update must not change them: processes of the version before go on calling. */
export async function readSignatures(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(
    `SELECT format('%s(%s) -> %s', proname, pg_get_function_arguments(oid), pg_get_function_result(oid)) AS line
     FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1`,
  );
  return rows.map(({ line }) => line);
}
