import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { ConfigError, readConfig, readSettings } from './config.ts';

const complete = {
  DATABASE_URL: 'postgres://127.0.0.1/upixel',
  ENCRYPTION_KEY: 'ab'.repeat(32),
  DISCORD_TOKEN: 'discord-token',
  DISCORD_APPLICATION_ID: '1',
  DISCORD_CLIENT_SECRET: 'secret',
  SMTP_URL: 'smtp://127.0.0.1:25',
  SLACK_SIGNING_SECRET: 'secret',
  SLACK_BOT_TOKEN: 'xoxb-1',
  REPLICATE_API_TOKEN: 'r8',
  STRIPE_SECRET_KEY: 'sk_test_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_1',
};

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

test('fills in what has a default', () => {
  const config = readConfig({ ...complete, PORT: '', UPIXEL_DATA_DIR: 'data' });
  expect(config).toMatchObject({
    webPort: 3000,
    botsPort: 3001,
    publicUrl: 'http://127.0.0.1:3000',
    storageUrl: 'file:data/files',
    host: '127.0.0.1',
  });
});

test('names every fault at once, and no value', () => {
  const faults = faultsOf({ ...complete, PORT: 'http', ENCRYPTION_KEY: 'not-hex-and-secret' });
  expect(faults.map((fault) => fault.split(':')[0])).toEqual(['PORT', 'ENCRYPTION_KEY']);
  expect(faults.join()).not.toContain('not-hex-and-secret');
});

test('in production names each missing key', () => {
  const faults = faultsOf({ NODE_ENV: 'production' }).join('\n');
  for (const name of [...Object.keys(complete), 'PUBLIC_URL', 'STORAGE_URL']) expect(faults).toContain(name);
});

test('.env.example names exactly the variables that are read', async () => {
  const example = await readFile(new URL('../.env.example', import.meta.url), 'utf8');
  const named = [...example.matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1] ?? '');
  const text = await readFile(new URL('./config.ts', import.meta.url), 'utf8');
  const read = [...text.matchAll(/^ {2}([A-Z_]+): /gm)]
    .map((match) => match[1] ?? '')
    .filter((name) => name !== 'NODE_ENV');
  expect(named.sort()).toEqual(read.sort());
});

test('pictures are fetched from the chats only', () => {
  expect(readConfig(complete).chatFileHosts).toEqual(['cdn.discordapp.com', 'media.discordapp.net', 'files.slack.com']);
  expect(readSettings({}).PORT).toBe(3000);
});
