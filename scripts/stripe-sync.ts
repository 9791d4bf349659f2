import { existsSync } from 'node:fs';
import { createStripePayments } from '#core/adapters/stripe/payments.ts';
import { items } from '#core/billing/plans.ts';
import { readSettings } from '#core/config.ts';
import type { CatalogueChange } from '#core/ports/payments.ts';

/**
 * `npm run stripe:sync`: makes Stripe's products, prices and customer portal match core/billing/plans.ts, and prints the changes first.
 * `-- --dry-run` only prints them.
 */
async function main(dryRun: boolean) {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_API_URL: apiUrl } = readSettings();
  if (!secretKey) throw new Error('STRIPE_SECRET_KEY is not set: it is at https://dashboard.stripe.com/apikeys');
  const payments = createStripePayments({ apiUrl, secretKey, webhookSecret: '', automaticTax: false });
  const changes = await payments.compareCatalogue(items);
  if (changes.length === 0) return say('Stripe matches the list of prices; nothing to do.');
  say(changes.map(inWords).join('\n'));
  const changed = changes.length === 1 ? '1 change' : `${changes.length} changes`;
  if (dryRun) return say(`${changed}; nothing was changed (--dry-run).`);
  await payments.syncCatalogue(items);
  say(`Stripe matches the list of prices now, after ${changed}.`);
}

const inWords = ({ does, what, why }: CatalogueChange) => `${does.padEnd(8)}${what}: ${why}`;
const say = (text: string) => void process.stdout.write(`${text}\n`);

main(process.argv.includes('--dry-run')).catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
