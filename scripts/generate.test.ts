import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const schema = `generator client {
  provider            = "prisma-client"
  output              = "../generated"
  importFileExtension = "ts"
}
datasource db {
  provider = "postgresql"
}
model Fox {
  id Int @id
}
`;
let project: string;
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'upixel-generate-'));
  await mkdir(join(project, 'node_modules'));
  // Without the files that other processes leave there for each other.
  for (const name of (await readdir(join(root, 'node_modules'))).filter((each) => !each.startsWith('.upixel')))
    await symlink(join(root, 'node_modules', name), join(project, 'node_modules', name));
  await mkdir(join(project, 'prisma/schema'), { recursive: true });
  await writeFile(join(project, 'prisma/schema/base.prisma'), schema);
  await cp(join(root, 'package.json'), join(project, 'package.json'));
});
afterAll(() => rm(project, { recursive: true, force: true }));

/** Without a network: every connection of Prisma's would have to use a proxy that does not exist. */
async function generate(): Promise<{ code: number; said: string }> {
  const proxy = 'http://127.0.0.1:1';
  const child = spawn(process.execPath, [join(root, 'scripts/generate.mjs'), project], {
    env: { PATH: process.env.PATH ?? '', HOME: project, HTTP_PROXY: proxy, HTTPS_PROXY: proxy },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  const [code] = await once(child, 'close');
  return { code, said };
}

const client = () => readFile(join(project, 'prisma/generated/models/Fox.ts'), 'utf8');

test('makes the client once, even for two processes, and says nothing where there is nothing to do', async () => {
  const both = await Promise.all([generate(), generate()]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(both.map(({ said }) => said).join('')).toMatch(/^Made the Prisma client in [\d.]+ s\.\n$/);
  expect(await client()).toContain('FoxModel');
  expect(await generate()).toEqual({ code: 0, said: '' });
}, 180_000);

test('makes it anew when the schema has changed, past the lock of a process that was killed', async () => {
  await writeFile(join(project, 'node_modules/.upixel-generate.lock'), '999999999');
  await writeFile(join(project, 'prisma/schema/hares.prisma'), 'model Hare {\n  id Int @id\n}\n');
  expect((await generate()).said).toMatch(/^Made/);
  expect(await readdir(join(project, 'prisma/generated/models'))).toContain('Hare.ts');
}, 180_000);

test('a schema with a mistake in it is shown', async () => {
  await appendFile(join(project, 'prisma/schema/hares.prisma'), 'model Badger {\n');
  const { code, said } = await generate();
  expect(code).toBe(1);
  expect(said).toContain('could not be made from prisma/schema/');
  expect(said).toContain('model Badger');
}, 180_000);

test('does nothing where Prisma is not installed', async () => {
  await rm(join(project, 'node_modules/prisma'));
  expect(await generate()).toEqual({ code: 0, said: '' });
});
