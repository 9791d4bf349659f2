import { createDatabase } from '#core/database/client.ts';
import { beginSealing, sealingState } from '#core/keys/sealing.ts';
import { databaseUrl } from './database-url.ts';

/**
 * `npm run privacy:seal`, once an update that brings sealing runs everywhere: from then on all words and images are sealed, and the worker seals what
 * is there already. Run again, it says how much is left.
 */
async function main(): Promise<void> {
  const db = createDatabase(await databaseUrl());
  try {
    await beginSealing(db);
    process.stdout.write(
      `Sealed: ${(await sealingState({ db })).replace('ok: ', '')}. The worker goes on by itself.\n`,
    );
  } finally {
    await db.$disconnect();
  }
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
