import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { emptyDatabase } from '#test/database.ts';
import { migrate } from './migrate.ts';
import { migrationsFolder } from './migrations-list.ts';

/** The last migration of the previous version, in which each function was part of a migration, too. */
const lastBefore = '20261125004800_lock_payment';

test('who paid in the version before: their debt is the wallet’s, their customer their own, and Stripe is told their address', async ({
  onTestFinished,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'upixel-upgrade-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const before = { migrations: join(folder, 'migrations'), functions: join(folder, 'functions') };
  await mkdir(before.functions);
  const names = (await readdir(migrationsFolder)).filter((name) => /^\d/.test(name) && name <= lastBefore);
  for (const name of names) await cp(join(migrationsFolder, name), join(before.migrations, name), { recursive: true });
  const url = await emptyDatabase('upgrade');
  await migrate(url, before);

  const client = new pg.Client({ connectionString: url });
  await client.connect();
  onTestFinished(() => client.end());
  const id = async (sql: string, ...values: unknown[]) => (await client.query(sql, values)).rows[0].id as string;
  const account = (email: string) =>
    id(`INSERT INTO users (id, email, email_verified) VALUES (gen_random_uuid(), $1, true) RETURNING id`, email);
  const [ada, grace] = [await account('ada@example.com'), await account('grace@example.com')];
  const own = await id(
    `UPDATE wallets SET customer_id = 'cus_ada' WHERE id = (SELECT wallet_id FROM users WHERE id = $1)
    RETURNING id`,
    ada,
  );
  const team = await id(`INSERT INTO wallets (id, customer_id) VALUES (gen_random_uuid(), 'cus_team') RETURNING id`);
  for (const [wallet, user, owed, ended] of [
    [own, ada, 1_300, true],
    [team, grace, 0, false],
  ])
    await client.query(
      `INSERT INTO subscriptions (id, wallet_id, user_id, stripe_id, plan, status, current_period_start, current_period_end, credits_owed,
        ended_at, read_at)
       VALUES (gen_random_uuid(), $1::uuid, $2, 'sub_' || $1::uuid, 'pro', 'active', now(), now(), $3, CASE WHEN $4::boolean THEN now() END, now())`,
      [wallet, user, owed, ended],
    );

  await migrate(url);
  const { rows } = await client.query(
    `SELECT c.id, c.user_id AS user, w.credits_owed AS owed, c.stale_at IS NOT NULL AS told
     FROM customers c JOIN wallets w ON w.id = c.wallet_id ORDER BY c.id`,
  );
  expect(rows).toEqual([
    { id: 'cus_ada', user: ada, owed: 1_300, told: true },
    { id: 'cus_team', user: grace, owed: 0, told: true },
  ]);
});
