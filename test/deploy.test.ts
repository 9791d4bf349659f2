import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { ConfigError, readConfig } from '#core/config.ts';
import { contentSecurityPolicy } from '../api/headers.ts';

const read = (name: string) => readFile(new URL(`../${name}`, import.meta.url), 'utf8');

/**
 * The parts of Vercel's and Render's formats that we use, as their references describe them, and nothing else allowed. Ours, not
 * the published JSON schemas: those are on the web only.
 */
const header = z.strictObject({ key: z.string(), value: z.string() });
const vercel = z.strictObject({
  $schema: z.literal('https://openapi.vercel.sh/vercel.json'),
  framework: z.null(),
  installCommand: z.string().max(256),
  buildCommand: z.string().max(256),
  outputDirectory: z.string().max(256),
  rewrites: z.array(z.strictObject({ source: z.string().startsWith('/'), destination: z.string() })),
  headers: z.array(z.strictObject({ source: z.string().startsWith('/'), headers: z.array(header) })),
});

const variable = z.union([
  z.strictObject({ key: z.string(), value: z.union([z.string(), z.number()]) }),
  z.strictObject({ key: z.string(), sync: z.literal(false) }),
  z.strictObject({ fromGroup: z.string() }),
  z.strictObject({
    key: z.string(),
    fromDatabase: z.strictObject({ name: z.string(), property: z.literal('connectionString') }),
  }),
  z.strictObject({
    key: z.string(),
    fromService: z.strictObject({
      type: z.literal('keyvalue'),
      name: z.string(),
      property: z.literal('connectionString'),
    }),
  }),
]);
const process = {
  name: z.string(),
  runtime: z.literal('docker'),
  plan: z.string(),
  dockerCommand: z.string(),
  envVars: z.array(variable),
};
const render = z.strictObject({
  services: z.array(
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('web'), ...process, healthCheckPath: z.string().startsWith('/') }),
      z.strictObject({ type: z.literal('worker'), ...process }),
      z.strictObject({
        type: z.literal('keyvalue'),
        name: z.string(),
        plan: z.string(),
        maxmemoryPolicy: z.literal('noeviction'),
        ipAllowList: z.array(z.unknown()),
      }),
    ]),
  ),
  databases: z.array(
    z.strictObject({
      name: z.string(),
      plan: z.string(),
      postgresMajorVersion: z.string(),
      ipAllowList: z.array(z.unknown()),
    }),
  ),
  envVarGroups: z.array(z.strictObject({ name: z.string(), envVars: z.array(variable) })),
});

test('vercel.json passes on what is the API’s, and sends the same policy as the API', async () => {
  const { rewrites, headers } = vercel.parse(JSON.parse(await read('vercel.json')));
  for (const path of ['/api', '/auth', '/webhooks', '/files'])
    expect(rewrites.map(({ source }) => source)).toContain(`${path}/:path*`);
  const policy = headers.flatMap((rule) => rule.headers).find(({ key }) => key === 'Content-Security-Policy');
  const ours = Object.entries(contentSecurityPolicy).map(([name, values]) => [name, ...values].join(' '));
  expect(policy?.value).toBe(ours.join(';'));
  // Pages are one file; what is a file and missing stays missing.
  const pages = new RegExp(`^${rewrites.at(-1)?.source}$`);
  expect(['/', '/gallery', '/gallery/0193', '/link/undo'].every((path) => pages.test(path))).toBe(true);
  expect(['/assets/index-1.js', '/favicon.svg'].some((path) => pages.test(path))).toBe(false);
});

test('render.yaml has a service for every role, and every variable that production needs', async () => {
  const { services, envVarGroups } = render.parse(parse(await read('render.yaml')));
  const commands = services.flatMap((service) => ('dockerCommand' in service ? [service.dockerCommand] : []));
  expect(commands.map((command) => command.split(' ').at(-1)).sort()).toEqual(['api', 'bots', 'worker']);
  const named = [
    ...services.flatMap((service) => ('envVars' in service ? service.envVars : [])),
    ...envVarGroups.flatMap((group) => group.envVars),
  ].flatMap((each) => ('key' in each ? [each.key] : []));
  const example = await read('.env.example');
  for (const name of named.filter((each) => each !== 'NODE_ENV')) expect(example).toContain(`${name}=`);
  const given = Object.fromEntries([...named, 'NODE_ENV'].map((name) => [name, sample(name)]));
  const faults = () => {
    try {
      readConfig(given);
      return [];
    } catch (error) {
      return error instanceof ConfigError ? error.faults : [String(error)];
    }
  };
  expect(faults()).toEqual([]);
});

function sample(name: string): string {
  if (name === 'NODE_ENV') return 'production';
  if (name === 'ENCRYPTION_KEY') return 'ab'.repeat(32);
  if (name === 'LOG_LEVEL') return 'info';
  if (name.endsWith('PORT')) return '3000';
  return name.endsWith('URL') ? 'https://upixel.example.com' : 'x';
}
