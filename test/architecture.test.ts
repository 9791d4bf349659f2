import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { type Import, importsOf, root, sourcesUnder } from './imports.ts';

const importsUnder = async (...folders: string[]) => importsOf(await sourcesUnder(...folders));
const under = (path: string, ...folders: string[]) =>
  folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
const sayings = (found: Import[]) => found.map(({ file, target }) => `${file} imports ${target}`);

test('the processes share core, and never each other', async () => {
  const processes = ['api', 'bots', 'worker', 'web'];
  for (const own of processes) {
    const others = processes.filter((other) => other !== own);
    const crossing = (await importsUnder(own)).filter(({ target }) =>
      under(target, ...others, 'sandbox', 'test', 'bench'),
    );
    expect(sayings(crossing)).toEqual([]);
  }
});

test('the pages know of ours only the contract, the pixels, and how these lie in a file', async () => {
  const ours = (await importsUnder('web')).filter(
    ({ target }) =>
      under(target, 'core', 'prisma', 'sandbox', 'api', 'bots', 'worker', 'test') &&
      !under(target, 'core/contract', 'core/pixel', 'core/assets/layout'),
  );
  expect(sayings(ours)).toEqual([]);
});

/** So that it runs in a browser, in a worker thread and on a command line alike. */
test('what is done to pixels knows nothing but pixels', async () => {
  const outward = (await importsUnder('core/pixel')).filter(({ target }) => !under(target, 'core/pixel', 'fflate'));
  expect(sayings(outward)).toEqual([]);
});

test('core knows none of the processes', async () => {
  const outward = (await importsUnder('core')).filter(({ target }) =>
    under(target, 'api', 'bots', 'worker', 'web', 'sandbox', 'test', 'bench'),
  );
  expect(sayings(outward)).toEqual([]);
});

test('the sandbox imports nothing of ours', async () => {
  const inward = (await importsUnder('sandbox')).filter(({ target }) =>
    under(target, 'core', 'api', 'bots', 'worker', 'web', 'prisma', 'test', 'bench'),
  );
  // The playground's own browser test may use the shared browser launcher; its code may not.
  expect(sayings(inward)).toEqual([]);
});

test('no file imports itself through others, for types neither', async () => {
  const graph = new Map<string, string[]>();
  for (const { file, target } of await importsUnder(
    ...['core', 'api', 'bots', 'worker', 'web', 'prisma', 'sandbox', 'test', 'bench', 'scripts'],
  ))
    graph.set(file, [...(graph.get(file) ?? []), target]);
  expect(circlesIn(graph)).toEqual([]);
});

/** Each import cycle once, as the path around it. */
function circlesIn(graph: Map<string, string[]>): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, way: string[]) => {
    const at = way.indexOf(file);
    if (at >= 0) circles.push([...way.slice(at), file].join(' → '));
    if (at >= 0 || done.has(file)) return;
    for (const target of graph.get(file) ?? []) visit(target, [...way, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return circles;
}

test.each([
  ['discord.js', ['bots/discord']],
  ['@slack/bolt', ['bots/slack']],
  ['@slack/web-api', ['core/chat/slack', 'bots/slack']],
  ['@discordjs/rest', ['core/chat/discord', 'bots/discord']],
  ['replicate', ['core/adapters']],
  ['stripe', ['core/adapters/stripe']],
  ['@aws-sdk/client-s3', ['core/adapters']],
  ['flydrive', ['core/adapters']],
  ['bullmq', ['core/queue', 'worker']],
  ['express', ['api', 'core', 'bots']],
  ['sharp', ['core/images', 'worker/images']],
  ['better-auth', ['api/auth']],
  ['@node-rs/argon2', ['api/auth']],
  ['nodemailer', ['core/adapters']],
  ['@react-email', ['worker/mails']],
  ['fflate', ['core/pixel']],
  ['yazl', ['core/assets', 'core/privacy/export']],
  ['express-static-gzip', ['api']],
  ['prom-client', ['core/metrics']],
] as const)('%s is used only where it belongs', async (library, homes) => {
  const ours = await importsUnder('core', 'api', 'bots', 'worker');
  const elsewhere = ours.filter(
    ({ file, target }) => (target === library || target.startsWith(`${library}/`)) && !under(file, ...homes),
  );
  expect(sayings(elsewhere)).toEqual([]);
});

test('sharp is loaded with the first picture, not at start', async () => {
  const files = await sourcesUnder('core', 'api', 'bots', 'worker');
  const atStart = [];
  for (const file of files) {
    const text = await readFile(resolve(root, file), 'utf8');
    if (/^import (?!type)[^;]*from 'sharp'/m.test(text)) atStart.push(file);
  }
  expect(atStart).toEqual([]);
});

test('api, bots and worker ask the database nothing by themselves: what changes or answers something is a function of core', async () => {
  const asks =
    /(?<!['"])\bdb\b(?!['"])|\$(?:queryRaw|executeRaw|transaction)|\bsql(?:Rows?|Finds|Function|Run)\b|core\/(?:database|postgres)\/|prisma\//;
  const asking = [];
  for (const file of await sourcesUnder('api', 'bots', 'worker')) {
    const lines = (await readFile(resolve(root, file), 'utf8')).split('\n').map((line) => line.trim());
    // A row's type runs no query.
    asking.push(
      ...lines.filter((line) => asks.test(line) && !line.startsWith('import type')).map((line) => `${file}: ${line}`),
    );
  }
  expect(asking.sort()).toEqual([
    // Two libraries keep their own data through adapters that need the whole client.
    "api/auth/auth.ts: database: prismaAdapter(deps.db, { provider: 'postgresql', transaction: true }),",
    'api/auth/rate-limits.ts: new RateLimiterPrisma({ storeClient: deps.db, keyPrefix: name, points, duration, clearExpiredByTimeout: false });',
    // It listens for as long as the process runs, and runs no query.
    "api/live/listener.ts: import { createClient, type LimitedClient } from '#core/postgres/client.ts';",
    // Gives jobs connections with their longer time limit.
    'worker/keep-schedules.ts: await endSchedule(deps, name, await handlers[name]({ ...deps, db: deps.dbFor(purpose) }, {}));',
    "worker/start.ts: const deps = { ...shared, quiet, db: shared.dbFor('job') };",
  ]);
});

test('only config reads the environment', async () => {
  const files = await sourcesUnder('core', 'api', 'bots', 'worker');
  const readers = [];
  for (const file of files) {
    if ((await readFile(resolve(root, file), 'utf8')).includes('process.env')) readers.push(file);
  }
  expect(readers).toEqual(['core/config.ts']);
});

test('what is asked of the database in SQL is parsed: there is one door for it', async () => {
  const asking = [];
  for (const file of await sourcesUnder('core', 'api', 'bots', 'worker', 'scripts')) {
    const text = await readFile(resolve(root, file), 'utf8');
    if (!under(file, 'core/database') && text.includes('$queryRaw')) asking.push(file);
    // zod compiles a schema at its first use, so a schema made for each query is compiled each time, which costs more than the parsing.
    asking.push(...(text.match(/sqlRows?\([^)]*\bz\..*/g) ?? []).map((line) => `${file}: ${line}`));
  }
  expect(asking).toEqual([]);
});

test('an error is made when it is thrown, so that its stack tells of this request', async () => {
  const made = [];
  for (const file of await sourcesUnder('core', 'api', 'bots', 'worker')) {
    const text = await readFile(resolve(root, file), 'utf8');
    made.push(
      ...(text.match(/^(?:export )?const \w+ = new \w*(?:Failure|Error)\(/gm) ?? []).map((line) => `${file}: ${line}`),
    );
  }
  expect(made).toEqual([]);
});

test('what differs between chats is in their table, and what they do in their own folders', async () => {
  const own = ['core/chat/discord', 'core/chat/slack', 'bots/discord', 'bots/slack'];
  const asking = [];
  for (const file of await sourcesUnder('core', 'api', 'bots', 'worker', 'web')) {
    const text = await readFile(resolve(root, file), 'utf8');
    if (!under(file, ...own))
      asking.push(...(text.match(/.*[!=]=+ '(?:discord|slack)'.*/g) ?? []).map((line) => `${file}: ${line}`));
  }
  expect(asking).toEqual([]);
});

test('what is called off is canceled, with one l, wherever somebody reads it', async () => {
  const documents = (await readdir(resolve(root, 'docs'), { recursive: true })).map((name) => join('docs', name));
  const files = [
    ...(await sourcesUnder('core', 'api', 'bots', 'worker', 'web')),
    ...['README.md', ...documents.filter((name) => name.endsWith('.md'))],
  ];
  const spelled = [];
  for (const file of files) {
    const text = await readFile(resolve(root, file), 'utf8');
    spelled.push(...(text.match(/.*\bcancell(?:ed|ing)\b.*/gi) ?? []).map((line) => `${file}: ${line.trim()}`));
  }
  expect(spelled).toEqual([]);
});
