import { writeFile } from 'node:fs/promises';
import pg from 'pg';
import { copyDatabase, startTestPostgres } from '#test/postgres.ts';
import { readSignatures, signaturesFile } from './signatures.ts';

/** `npm run signatures`, run when a version is published: lists the database functions that its processes call. */
const server = await startTestPostgres();
const { url } = await copyDatabase(server.url); // a database cannot be copied while somebody is connected to it
const client = new pg.Client({ connectionString: url });
try {
  await client.connect();
  await writeFile(signaturesFile, `${(await readSignatures(client)).join('\n')}\n`);
} finally {
  await client.end();
  await server.stop();
}
