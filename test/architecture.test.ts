import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

interface Import {
  file: string;
  /** A path from the root for our own files, else the package's name. */
  target: string;
}

/** Source files below the folders that exist, without tests and what is generated. */
async function sourcesUnder(...folders: string[]): Promise<string[]> {
  const found = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(resolve(root, folder), { recursive: true }).catch(() => []);
      return names
        .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.') && !name.includes('generated'))
        .map((name) => join(folder, name));
    }),
  );
  return found.flat();
}

async function importsUnder(...folders: string[]): Promise<Import[]> {
  const files = await sourcesUnder(...folders);
  const found = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(resolve(root, file), 'utf8');
      const targets = [...text.matchAll(/(?:from|import\(?)\s*'([^']+)'/g)].map((match) => match[1] ?? '');
      return targets.map((target) => ({ file, target: resolved(file, target) }));
    }),
  );
  return found.flat();
}

function resolved(file: string, target: string): string {
  if (target.startsWith('#')) return target.slice(1);
  if (target.startsWith('.')) return relative(root, resolve(root, dirname(file), target));
  return target;
}

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

test('the pages know of ours only the contract', async () => {
  const ours = (await importsUnder('web')).filter(
    ({ target }) =>
      under(target, 'core', 'prisma', 'sandbox', 'api', 'bots', 'worker', 'test') && !under(target, 'core/contract'),
  );
  expect(sayings(ours)).toEqual([]);
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

/** Each circle once, as the way around it. */
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
  ['sharp', ['worker/images']],
  ['better-auth', ['api/auth']],
  ['@node-rs/argon2', ['api/auth']],
  ['nodemailer', ['core/adapters']],
  ['@react-email', ['worker/mails']],
  ['yazl', ['api/files']],
  ['express-static-gzip', ['api']],
  ['prom-client', ['core/metrics']],
] as const)('%s is used only where it belongs', async (library, homes) => {
  const ours = await importsUnder('core', 'api', 'bots', 'worker');
  const elsewhere = ours.filter(
    ({ file, target }) => (target === library || target.startsWith(`${library}/`)) && !under(file, ...homes),
  );
  expect(sayings(elsewhere)).toEqual([]);
});

test('only config reads the environment', async () => {
  const files = await sourcesUnder('core', 'api', 'bots', 'worker');
  const readers = [];
  for (const file of files) {
    if ((await readFile(resolve(root, file), 'utf8')).includes('process.env')) readers.push(file);
  }
  expect(readers).toEqual(['core/config.ts']);
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
