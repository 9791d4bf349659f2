import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { ConfigError, readConfig, readSettings } from './config.ts';
import { settingNames } from './environment.ts';

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
    unpaid: { perDay: 2_000, perWorkspace: 200 },
    // Never public, unless somebody configures it.
    workerPort: 3002,
    metricsPort: 9464,
    metricsHost: '127.0.0.1',
  });
  // Giving nothing away is a choice, too.
  expect(readConfig({ ...complete, UNPAID_CREDITS_PER_DAY: '0' }).unpaid.perDay).toBe(0);
});

test('names every fault at once, and no value', () => {
  const faults = faultsOf({ ...complete, PORT: 'http', ENCRYPTION_KEY: 'not-hex-and-secret' });
  expect(faults.map((fault) => fault.split(':')[0])).toEqual(['PORT', 'ENCRYPTION_KEY']);
  expect(faults.join()).not.toContain('not-hex-and-secret');
});

test.each([
  ['PUBLIC_URL', 'upixel.example.com'],
  ['PUBLIC_URL', 'ftp://upixel.example.com'],
  ['PUBLIC_URL', 'https://upixel.example.com/app'],
  ['PUBLIC_URL', 'https://ada:hidden@upixel.example.com'],
  ['DATABASE_URL', 'hidden'],
  ['DATABASE_URL', 'mysql://ada:hidden@127.0.0.1/upixel'],
  ['DATABASE_URL', 'postgresql://ada:hidden@127.0.0.1/upixel?schema=tenant'],
  ['DATABASE_URL', 'postgresql://ada:hidden@127.0.0.1/upixel?options=-c%20search_path%3Dtenant'],
  ['REDIS_URL', 'hidden:6379'],
  ['REDIS_URL', 'http://:hidden@127.0.0.1:6379'],
  ['REDIS_URL', 'redis://'],
  ['REDIS_URL', 'redis+sentinel://hidden:26379'],
  ['REDIS_URL', 'redis+sentinel://ada:hidden%@127.0.0.1:26379/primary'],
  ['REDIS_URL', 'redis://127.0.0.1/hidden'],
  ['REDIS_URL', 'redis://ada:hidden%@127.0.0.1'],
  ['DATABASE_URL', 'postgres://ada:hidden%@127.0.0.1/upixel'],
  ['SMTP_URL', 'hidden'],
  ['SMTP_URL', 'https://ada:hidden@127.0.0.1'],
  ['SMTP_URL', 'smtp://'],
  ['SMTP_URL', 'smtp://ada:hidden%@127.0.0.1'],
  ['MAIL_FROM', 'hidden'],
  ['PRIVACY_CONTACT', 'Hidden <hidden@example.com>'],
  ['DISCORD_API_URL', 'hidden:443'],
  ['DISCORD_PUBLIC_KEY', 'hidden'],
  ['DISCORD_SHARDS', 'hidden'],
  ['DISCORD_SHARDS', '4-3/8'],
  ['DISCORD_SHARDS', '0-8/8'],
  ['SLACK_API_URL', 'file:///hidden'],
  ['REPLICATE_API_URL', 'hidden'],
  ['STRIPE_API_URL', 'hidden://x'],
  ['PUBLIC_URL', 'https://*.hidden.example.com'],
  ['PORT', '0x1f'],
  ['BOTS_PORT', '70000'],
  ['WORKER_PORT', '0'],
  ['NODE_ENV', 'Production-hidden'],
  ['DISCORD_APPLICATION_ID', 'hid den'],
  ['DISCORD_TOKEN', 'hidden\n'],
  ['SLACK_SIGNING_SECRET', '"hidden"'],
  ['SLACK_APP_TOKEN', ' hidden'],
  ['REPLICATE_API_TOKEN', 'hid\u200bden'],
  ['STRIPE_WEBHOOK_SECRET', 'hidden '],
  ['UNPAID_CREDITS_PER_DAY', ' '],
  ['NSFW_CHECK', 'yes'],
  ['MODEL_PICTURES', 'flux-schnell=http://hidden.example.com/fox.jpg'],
  ['MODEL_PICTURES', 'flux-schnell=https://hidden.example.com/fox.webp'],
  ['SLACK_AGENT_VIEW', 'hidden'],
  ['UNPAID_CREDITS_PER_DAY', '3000000000'],
  ['REQUESTS_PER_MINUTE', '0'],
  ['UNPAID_CREDITS_PER_WORKSPACE', 'hidden'],
])('%s is named where it makes no sense, without its value', (name, value) => {
  const faults = faultsOf({ ...complete, [name]: value });
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatch(new RegExp(`^${name}: `));
  expect(faults[0]).not.toContain('hidden');
});

test('whatever makes sense is taken', () => {
  const sensible = {
    DATABASE_URL: 'postgresql:///upixel?host=/var/run/postgresql&sslmode=verify-full',
    REDIS_URL: 'rediss://default:secret@queue.example.com:6380/1',
    SMTP_URL: 'smtps://ada%40example.com:secret@mail.example.com',
    MAIL_FROM: 'mail@example.com',
  };
  expect(faultsOf({ ...complete, ...sensible })).toEqual([]);
  expect(faultsOf({ ...complete, MAIL_FROM: 'UPixel, the bot <mail@example.com>' })).toEqual([]);
  const pictures = 'flux-schnell=https://example.com/fox.jpg  rd-fast=https://example.com/owl.png';
  expect(readConfig({ ...complete, MODEL_PICTURES: pictures }).modelPictures).toEqual({
    'flux-schnell': { url: 'https://example.com/fox.jpg', type: 'image/jpeg' },
    'rd-fast': { url: 'https://example.com/owl.png', type: 'image/png' },
  });
  expect(readConfig({ ...complete, PUBLIC_URL: 'https://UPixel.example.com:443/' }).publicUrl).toBe(
    'https://upixel.example.com',
  );
});

const production = {
  ...complete,
  NODE_ENV: 'production',
  STORAGE_URL: 'file:/files',
  KEYS_URL: 'file:/keys',
  MAIL_FROM: 'mail@example.com',
  PRIVACY_CONTACT: 'privacy@example.com',
};

test('in production a chat is offered only if it is said where it is added', () => {
  const offered = (more = {}) =>
    readConfig({ ...production, PUBLIC_URL: 'https://upixel.example.com', ...more }).installUrls;
  expect(offered()).toEqual({});
  const slack = 'https://bots.upixel.example.com/slack/install';
  expect(offered({ SLACK_INSTALL_URL: slack })).toEqual({ slack });
  // On one's own machine both are the stand-ins'; with a token of one workspace, nobody else installs.
  expect(Object.keys(readConfig(complete).installUrls)).toEqual(['discord']);
});

test('in production the pages are on https, but on this machine, and pictures are checked', () => {
  const of = (url: string, more = {}) => faultsOf({ ...production, PUBLIC_URL: url, ...more });
  expect(of('http://upixel.example.com')).toEqual([expect.stringMatching(/^PUBLIC_URL: .*https/)]);
  for (const url of [
    'https://upixel.example.com',
    'http://localhost:3000',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
  ])
    expect(of(url)).toEqual([]);
  // Nor is the check for adult content off there.
  expect(of('https://upixel.example.com', { NSFW_CHECK: 'off' })).toEqual([expect.stringMatching(/^NSFW_CHECK: /)]);
});

test('in production names each missing key', () => {
  const faults = faultsOf({ NODE_ENV: 'production' }).join('\n');
  for (const name of [...Object.keys(complete), 'PUBLIC_URL', 'STORAGE_URL', 'KEYS_URL', 'PRIVACY_CONTACT'])
    expect(faults).toContain(name);
});

test('.env.example names exactly the variables that are read', async () => {
  const example = await readFile(new URL('../.env.example', import.meta.url), 'utf8');
  const named = [...example.matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1] ?? '');
  // The S3 client's own variables (docs.aws.amazon.com/sdkref); our config never sees them.
  const aws = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_REGION'];
  expect(named.sort()).toEqual([...settingNames, ...aws].sort());
});

test('which proxies are believed is said by hops or by ranges, and never "all"', () => {
  const trusted = (TRUST_PROXY: string) => readConfig({ ...complete, TRUST_PROXY }).trustProxy;
  expect(readConfig(complete).trustProxy).toBe(false);
  expect(trusted('2')).toBe(2);
  expect(trusted('loopback, 10.0.0.0/8,2001:db8::/32, 192.0.2.1')).toEqual([
    'loopback',
    '10.0.0.0/8',
    '2001:db8::/32',
    '192.0.2.1',
  ]);
  for (const wrong of ['true', 'all', '0.0.0.0/0', '::/0', '10.0.0.0/33', 'example.com', '-1', 'loopback,'])
    expect(faultsOf({ ...complete, TRUST_PROXY: wrong })).toEqual([expect.stringContaining('TRUST_PROXY')]);
});

test('a start with ADMIN_EMAILS says that it makes nobody an operator', () => {
  expect(readConfig(complete).notices).toEqual([]);
  const { notices } = readConfig({ ...complete, ADMIN_EMAILS: 'ada@example.com' });
  expect(notices).toEqual([expect.stringMatching(/ADMIN_EMAILS is set and no longer read.*npm run operator:add/)]);
  expect(notices.join()).not.toContain('ada@');
});

test('answers go to Slack only', () => {
  expect(readConfig(complete).slack.replyOrigins).toEqual(['https://hooks.slack.com']);
  const config = readConfig({ ...complete, SLACK_API_URL: 'http://127.0.0.1:4001/api/' });
  expect(config.slack.replyOrigins).toEqual(['http://127.0.0.1:4001']);
});

test('pictures are fetched from the chats only', () => {
  expect(readConfig(complete).chatFileHosts).toEqual({
    discord: ['cdn.discordapp.com', 'media.discordapp.net'],
    slack: ['files.slack.com'],
  });
  expect(readSettings({}).PORT).toBe(3000);
});
