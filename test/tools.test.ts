import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { expect, test } from 'vitest';
import { createDatabase } from '#core/database/client.ts';
import { start as startDiscord } from '#sandbox/discord/start.ts';
import { createTestDatabase } from './database.ts';

/** Runs a script of package.json as its user would, from its source: only the given variables are set. */
const tool = (script: string, args: string[], env?: Record<string, string>) =>
  run(resolve('node_modules/.bin/tsx'), [resolve('scripts', script), ...args], env);

/** A command that is also needed on a server, as scripts/run.mjs starts it there: from the bundle, in a quarter of the time. */
const serverTool = (name: string, args: string[], env?: Record<string, string>) =>
  run(process.execPath, [resolve('dist', `${name}.js`), ...args], env);

async function run(file: string, args: string[], env: Record<string, string> = {}) {
  const cwd = await mkdtemp(join(tmpdir(), 'upixel-tool-')); // without our .env
  return promisify(execFile)(file, args, { cwd, env: { PATH: process.env.PATH ?? '', ...env } }).then(
    ({ stdout }) => ({ ok: true, said: stdout }),
    ({ stdout, stderr }) => ({ ok: false, said: `${stdout}${stderr}` }),
  );
}

/** Each process reads hundreds of sources, which takes seconds where others use the cores. */
const inSource = { timeout: 120_000 };

test('slack:manifest prints the app with both redirects, for installing and for signing in', inSource, async () => {
  const print = (...args: string[]) => tool('slack-manifest.ts', args);
  const addresses = ['https://bots.example.com/', 'https://example.com'];
  const [{ said }, agent, refused] = await Promise.all([
    print(...addresses),
    print(...addresses, '--agent'),
    print('https://bots.example.com'),
  ]);
  const manifest = JSON.parse(said);
  expect(manifest.oauth_config.redirect_urls).toEqual([
    'https://bots.example.com/slack/oauth_redirect',
    'https://example.com/api/auth/callback/slack',
  ]);
  expect(manifest.oauth_config.scopes.user).toEqual(['openid', 'email', 'profile']);
  expect([manifest.features.agent_view, manifest.oauth_config.scopes.bot.includes('assistant:write')]).toEqual([
    ...[undefined, false],
  ]);
  const { features, oauth_config, settings } = JSON.parse(agent.said);
  expect(features.agent_view.agent_description.length).toBeLessThanOrEqual(300);
  expect(features.agent_view.suggested_prompts.length).toBeLessThanOrEqual(4);
  expect(oauth_config.scopes.bot).toContain('assistant:write');
  // Slack wants to be told of what is written there, and that somebody opened it.
  expect(settings.event_subscriptions.bot_events).toEqual(expect.arrayContaining(['message.im', 'app_home_opened']));
  expect(refused).toMatchObject({ ok: false, said: expect.stringContaining('Give two addresses') });
});

test('discord:register needs Discord’s variables and no others', inSource, async () => {
  const discord = await startDiscord({ port: 0 });
  try {
    const env = {
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_TOKEN: discord.token,
      DISCORD_APPLICATION_ID: discord.applicationId,
    };
    expect((await tool('discord-register.ts', [], env)).said).toMatch(/Discord knows \d+ commands now/);
    expect(discord.people.commands().map(({ name }) => name)).toContain('imagine');
    const { ok, said } = await tool('discord-register.ts', [], { DISCORD_TOKEN: discord.token });
    expect({ ok, said }).toEqual({ ok: false, said: expect.stringContaining('DISCORD_APPLICATION_ID is not set') });
    expect(said).not.toContain(discord.token);
  } finally {
    await discord.close();
  }
});

test('functions:apply makes this version’s functions the ones in force', async () => {
  const database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  // As after a newer version: its functions are in force, and ours were before.
  await client.query(`CREATE OR REPLACE FUNCTION payment_status(p payments) RETURNS "PaymentStatus" LANGUAGE sql IMMUTABLE AS $$
    SELECT 'paid'::"PaymentStatus" $$`);
  await client.query(`INSERT INTO _upixel_function_sets (checksum, files)
    SELECT 'newer', files || '{"payment_status": "newer"}' FROM _upixel_function_sets`);
  const { said } = await serverTool('functions-apply', [], { DATABASE_URL: database.url });
  expect(said).toBe('In force now: payment_status\n');
  const { rows } = await client.query(`SELECT prosrc FROM pg_proc WHERE proname = 'payment_status'`);
  expect(rows[0].prosrc).toContain('refunded');
  const nowhere = await serverTool('functions-apply', [], { NODE_ENV: 'production' });
  expect(nowhere).toEqual({ ok: false, said: 'DATABASE_URL is not set\n' });
  await client.end();
  await database.close();
});

test('operator:add makes an operator of an account whose address is confirmed, and of nothing else', async () => {
  const database = await createTestDatabase();
  const db = createDatabase(database.url);
  try {
    await db.user.create({
      data: { id: crypto.randomUUID(), email: 'ada@example.com', emailVerified: true, emailProvenAt: new Date() },
    });
    await db.user.create({ data: { id: crypto.randomUUID(), email: 'late@example.com', emailVerified: false } });
    const add = (...args: string[]) => serverTool('operator-add', args, { DATABASE_URL: database.url });
    expect(await add()).toEqual({ ok: true, said: 'Nobody is an operator.\n' });
    expect(await add('Ada@example.com')).toEqual({ ok: true, said: 'Operators: ada@example.com\n' });
    const late = await add('late@example.com');
    expect(late).toMatchObject({ ok: false, said: expect.stringContaining('Register with it first') });
    expect(await add('ada@example.com', '--remove')).toEqual({ ok: true, said: 'Nobody is an operator.\n' });
    const nowhere = await serverTool('operator-add', [], { NODE_ENV: 'production' });
    expect(nowhere).toEqual({ ok: false, said: 'DATABASE_URL is not set\n' });
  } finally {
    await db.$disconnect();
    await database.close();
  }
});

test('migration starts from the newest one, and writes nothing where the schema is as it was', inSource, async () => {
  const [same, unnamed] = await Promise.all([['probe'], []].map((args) => tool('../prisma/new-migration.ts', args)));
  expect(same).toEqual({ ok: true, said: 'The migrations already make the schema; nothing was written.\n' });
  expect(unnamed).toMatchObject({ ok: false, said: expect.stringContaining('Name the migration') });
});
