import { writeFile } from 'node:fs/promises';
import pg from 'pg';
import { startTestPostgres } from '#test/postgres.ts';
import { readSignatures, signaturesFile } from './signatures.ts';

/** `npm run signatures`, said when a version is published: what its processes call of the database. */
const server = await startTestPostgres();
const client = new pg.Client({ connectionString: server.url });
try {
  await client.connect();
  await writeFile(signaturesFile, `${(await readSignatures(client)).join('\n')}\n`);
} finally {
  await client.end();
  await server.stop();
}
