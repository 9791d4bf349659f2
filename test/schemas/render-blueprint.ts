import { z } from 'zod';

/** The part of Render's blueprint format that we use; nothing else is allowed. Written by us: see README.md beside this file. */

const region = z.enum(['oregon', 'ohio', 'virginia', 'frankfurt', 'singapore']);
const name = z.string().min(1);
const key = z.string().regex(/^[A-Z][A-Z0-9_]*$/);
/** Closed to the outside; everything inside can connect. */
const closed = z.tuple([]);

const fixed = z.strictObject({ key, value: z.string() });
const asked = z.strictObject({ key, sync: z.literal(false) });
const fromGroup = z.strictObject({ fromGroup: name });
const fromDatabase = z.strictObject({
  key,
  fromDatabase: z.strictObject({ name, property: z.literal('connectionString') }),
});
const fromService = z.strictObject({
  key,
  fromService: z.union([
    z.strictObject({ type: z.literal('keyvalue'), name, property: z.literal('connectionString') }),
    z.strictObject({ type: z.literal('web'), name, envVarKey: key }),
  ]),
});

const ofProcess = {
  name,
  runtime: z.literal('docker'),
  region,
  plan: z.enum(['starter', 'standard', 'pro', 'pro plus', 'pro max', 'pro ultra']),
  dockerCommand: z.string(),
  maxShutdownDelaySeconds: z.int().min(1).max(300),
  numInstances: z.int().min(1).optional(),
  envVars: z.array(z.union([fixed, asked, fromGroup, fromDatabase, fromService])),
};

const service = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('web'), ...ofProcess, healthCheckPath: z.string().startsWith('/') }),
  z.strictObject({ type: z.literal('worker'), ...ofProcess }),
  z.strictObject({
    type: z.literal('keyvalue'),
    name,
    region,
    // Not `free`, which has no disk.
    plan: z.enum(['starter', 'standard', 'pro', 'pro plus', 'pro max', 'pro ultra']),
    maxmemoryPolicy: z.enum([
      'allkeys-lru',
      'volatile-lru',
      'allkeys-random',
      'volatile-random',
      'volatile-ttl',
      'noeviction',
    ]),
    ipAllowList: closed,
  }),
]);

export const renderBlueprint = z.strictObject({
  services: z.array(service),
  databases: z.array(
    z.strictObject({
      name,
      region,
      plan: z.string().regex(/^(basic|pro|accelerated)-\d+[mg]b$/),
      postgresMajorVersion: z.string().regex(/^1[3-8]$/),
      ipAllowList: closed,
    }),
  ),
  // Render ignores prompts for values in a group, and a group cannot contain references.
  envVarGroups: z.array(z.strictObject({ name, envVars: z.array(fixed) })),
});

export type RenderVariable = z.infer<(typeof ofProcess)['envVars']>[number];
