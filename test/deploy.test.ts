import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Ajv2020 } from 'ajv/dist/2020.js';
import express from 'express';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig } from '#core/config.ts';
import { headers } from '#core/http/headers.ts';
import { longestStopMs, roles } from '../roles.ts';
import { type RenderVariable, renderBlueprint } from './schemas/render-blueprint.ts';

const read = (name: string) => readFile(new URL(`../${name}`, import.meta.url), 'utf8');

/** The errors of a document under a published schema. Lenient about the schema itself, which is not ours. */
function faults(schema: string, document: unknown): string[] {
  const { $schema: _, ...rules } = z.record(z.string(), z.unknown()).parse(JSON.parse(schema));
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.validate(rules, document);
  return (ajv.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

test.each([
  ['vercel.json', 'vercel.json'],
  ['docker-compose.yml', 'compose.json'],
])('%s is valid by its published schema, which would say so if it were not', async (file, schema) => {
  const rules = await read(`test/schemas/${schema}`);
  // YAML 1.2 reads JSON too. The merge keys (<<) are Compose's.
  const document = parse(await read(file), { merge: true });
  expect(faults(rules, document)).toEqual([]);
  expect(faults(rules, { ...document, unheardOf: true })).not.toEqual([]);
});

test.runIf(process.env.RENDER_SCHEMA)('render.yaml is valid by the schema that Render publishes', async () => {
  const rules = await readFile(process.env.RENDER_SCHEMA ?? '', 'utf8');
  expect(faults(rules, parse(await read('render.yaml')))).toEqual([]);
});

/** The rules of vercel.json, of the kinds we use: a literal path, or one with `/:path*` at the end. */
async function vercelRules() {
  const rule = z.object({ source: z.string() });
  const pair = z.object({ key: z.string().toLowerCase(), value: z.string() });
  const { rewrites, headers } = z
    .object({
      rewrites: z.array(rule.extend({ destination: z.string() })),
      headers: z.array(rule.extend({ headers: z.array(pair) })),
    })
    .parse(JSON.parse(await read('vercel.json')));
  const matches = (path: string) => (each: { source: string }) =>
    new RegExp(`^${each.source.replace('/:path*', '(?:/.*)?')}$`).test(path);
  return {
    /** Where Vercel sends a path that is not among the built files; undefined is its 404. */
    goesTo: (path: string) => rewrites.find(matches(path))?.destination,
    headersOf: (path: string) =>
      Object.fromEntries(headers.filter(matches(path)).flatMap((each) => each.headers.map((h) => [h.key, h.value]))),
  };
}

test('Vercel passes on whatever is not among its files: the API answers pages with their own status and tags', async () => {
  const { goesTo } = await vercelRules();
  for (const path of [
    '/api/events',
    '/auth/x',
    '/files/assets/1/image',
    '/',
    '/gallery/0193',
    '/nothing',
    '/assets/old-1.js',
  ])
    expect(goesTo(path)).toBe('https://api.example.com/:path*');
});

test('Vercel sends with a file what the API sends with it, and leaves alone what it passes on', async () => {
  const { headersOf } = await vercelRules();
  const secure = await sentByApi();
  expect(secure['content-security-policy']).toContain("script-src 'self';");
  expect(headersOf('/favicon.svg')).toEqual(secure);
  expect(headersOf('/assets/a.js')).toEqual({ ...secure, 'cache-control': 'public, max-age=31536000, immutable' });
  for (const path of ['/', '/gallery', '/files/assets/1/image']) expect(headersOf(path)).toEqual({});
});

/** The headers of api/headers.ts as a server sends them, without those that every Node response has. */
async function sentByApi(): Promise<Record<string, string>> {
  const secure = headers({ publicUrl: 'https://upixel.example.com' });
  const server = createServer(express().use(secure, (_request, response) => void response.end()));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } });
    const ofNode = ['connection', 'content-length', 'date', 'keep-alive'];
    return Object.fromEntries([...response.headers].filter(([name]) => !ofNode.includes(name)));
  } finally {
    await new Promise((done) => server.close(done));
  }
}

test('Vercel does not take the folder api for functions of its own', async () => {
  expect((await read('.vercelignore')).split('\n')).toContain('/api');
});

test('Render runs every role, with every variable that production needs', async () => {
  const { services, databases, envVarGroups } = renderBlueprint.parse(parse(await read('render.yaml')));
  const processes = services.filter((service) => service.type !== 'keyvalue');
  const names = [...services, ...databases].map((each) => each.name);
  const asked = new Map(
    processes.map((each) => [each.name, each.envVars.flatMap((v) => ('sync' in v ? [v.key] : []))]),
  );

  /** A value as it will be once the person was asked for it; a reference must exist. */
  const resolve = (variable: RenderVariable): Array<[string, string]> => {
    if ('fromGroup' in variable)
      return (envVarGroups.find(({ name }) => name === variable.fromGroup)?.envVars ?? []).flatMap(resolve);
    if ('value' in variable) return [[variable.key, variable.value]];
    if ('fromDatabase' in variable) expect(names).toContain(variable.fromDatabase.name);
    if ('fromService' in variable) {
      const { fromService } = variable;
      expect(names).toContain(fromService.name);
      if ('envVarKey' in fromService) expect(asked.get(fromService.name)).toContain(fromService.envVarKey);
    }
    return [[variable.key, sample(variable.key)]];
  };

  // Platforms differ in whether the command replaces CMD or ENTRYPOINT: without an ENTRYPOINT, both run it whole.
  const dockerfile = await read('Dockerfile');
  expect(dockerfile).not.toMatch(/^ENTRYPOINT/m);
  const image = z
    .array(z.string())
    .parse(JSON.parse(dockerfile.match(/^CMD (\[.*\])$/m)?.[1] ?? '[]'))
    .join(' ');
  expect(processes.map(({ dockerCommand }) => dockerCommand).sort()).toEqual(
    roles.map((role) => `${image} ${role}`).sort(),
  );
  for (const { dockerCommand, maxShutdownDelaySeconds } of processes)
    for (const role of roles)
      if (dockerCommand.endsWith(` ${role}`))
        expect(maxShutdownDelaySeconds * 1_000).toBeGreaterThan(longestStopMs[role]);
  const known = [...(await read('.env.example')).matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
  for (const { name, envVars } of processes) {
    const env = Object.fromEntries(envVars.flatMap(resolve));
    for (const key of Object.keys(env)) expect(known).toContain(key);
    const config = readConfig(env);
    expect(config.production).toBe(true);
    // The port on which Render expects the service.
    if (name === 'upixel-api') expect(config.webPort).toBe(Number(env.PORT));
    if (name === 'upixel-bots') expect(config.botsPort).toBe(Number(env.PORT));
  }
});

test('the image, the proof and a developer’s version manager speak of the same Node', async () => {
  const version = (await read('.node-version')).trim();
  const [images, proof] = [(await read('Dockerfile')).match(/^FROM node:.*$/gm) ?? [], await read('package.json')];
  expect(images.map((line) => line.split(/[:-]/)[1])).toEqual([version, version]);
  expect(proof.match(/-p node@(\d+)/)?.[1]).toBe(version);
});

function sample(key: string): string {
  if (key === 'ENCRYPTION_KEY') return 'ab'.repeat(32);
  if (key === 'PRIVACY_CONTACT') return 'privacy@upixel.example.com';
  if (key === 'MAIL_FROM') return 'UPixel <mail@upixel.example.com>';
  const schemes: Record<string, string> = { DATABASE_URL: 'postgresql', REDIS_URL: 'redis', SMTP_URL: 'smtps' };
  if (key in schemes) return `${schemes[key]}://upixel.example.com`;
  return key.endsWith('_URL') ? 'https://upixel.example.com' : 'x';
}
