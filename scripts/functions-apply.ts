import { migrate } from '../prisma/migrate.ts';
import { databaseUrl } from './database-url.ts';

/**
 * `npm run functions:apply`: brings the database up to date as a start does, and puts this version's functions in force even if a newer version's
 * are: for going back to this version for good.
 */
async function main(): Promise<void> {
  const { applied, functions } = await migrate(await databaseUrl());
  const changed = [...applied, ...functions];
  process.stdout.write(changed.length === 0 ? 'Nothing had changed.\n' : `In force now: ${changed.join(', ')}\n`);
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
