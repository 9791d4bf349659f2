import { createDatabase } from '#core/database/client.ts';
import { addOperator, listOperators, removeOperator } from '#core/operators/grant.ts';
import { databaseUrl } from './database-url.ts';

/**
 * `npm run operator:add -- ada@example.com`: lets an account open /admin; with `--remove`, no longer. Without an address it only lists who may. It
 * works on DATABASE_URL, or on the database of an `npm start` that runs on this machine.
 */
async function main(args: string[]): Promise<void> {
  const [email, ...more] = args.filter((arg) => arg !== '--remove');
  if (more.length > 0 || email?.startsWith('-'))
    throw new Error('Give one address: npm run operator:add -- ada@example.com');
  const db = createDatabase(await databaseUrl());
  try {
    if (email !== undefined) {
      const isKnown = await (args.includes('--remove') ? removeOperator : addOperator)({ db }, email);
      if (!isKnown) throw new Error(`There is no account with the confirmed address ${email}. Register with it first.`);
    }
    const operators = await listOperators({ db });
    process.stdout.write(operators.length === 0 ? 'Nobody is an operator.\n' : `Operators: ${operators.join(', ')}\n`);
  } finally {
    await db.$disconnect();
  }
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
