import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import express, { type Express, type Request } from 'express';
import { buildDiscordId } from '#core/accounts/testing.ts';
import { readConfig } from '#core/config.ts';
import { grantCredits } from '#core/credits/grant.ts';
import { createDeps, type Deps } from '#core/deps.ts';
import { listen } from '#core/listen.ts';
import { defaultModel } from '#core/models/catalogue.ts';
import { prepareQueueServer } from '#core/queue/backend.ts';
import { PrismaClient } from '../prisma/generated/client.ts';
import { adminHandlers } from './admin/handlers.ts';
import { assetHandlers } from './assets/handlers.ts';
import { billingHandlers } from './billing/handlers.ts';
import { generationHandlers } from './generations/handlers.ts';
import { homeHandlers } from './home/handlers.ts';
import type { SignedIn } from './json/handler.ts';
import { problems } from './json/problem.ts';
import { type ApiHandlers, jsonApi, type ReadSession } from './json/router.ts';
import { ledgerHandlers } from './ledger/handlers.ts';
import { modelHandlers } from './models/handlers.ts';
import { projectHandlers } from './projects/handlers.ts';
import { teamHandlers } from './teams/handlers.ts';

/** Who asks, for tests of what comes after signing in: sessions have tests of their own. */
const userHeader = 'x-test-user';

export interface TestApi {
  deps: Deps;
  url: string;
  /** Asks as somebody, or as nobody; the answer with its JSON, if it is JSON. */
  ask(who: TestUser | undefined, method: string, path: string, body?: unknown): Promise<{ status: number; json: Json }>;
  fetch(who: TestUser | undefined, path: string, init?: RequestInit): Promise<Response>;
  /** What the database was asked meanwhile. */
  statementsOf(work: () => Promise<unknown>): Promise<string[]>;
  close(): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
type Json = any;

export interface TestUser {
  id: string;
  walletId: string;
  identityId: string;
  sessionId: string;
}

/** A real server with real neighbours, and no roles: nothing happens but what the test asks for. */
export async function startTestApi(
  database: { url: string; close(): Promise<void> },
  mount: (app: Express, deps: Deps, readSession: ReadSession) => void = () => undefined,
  /** Of neighbours that are there. */
  env: Record<string, string> = {},
): Promise<TestApi> {
  const folder = await mkdtemp(join(tmpdir(), 'upixel-api-'));
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    STORAGE_URL: `file:${folder}/files`,
    UPIXEL_DATA_DIR: folder,
    ENCRYPTION_KEY: randomBytes(32).toString('hex'),
    LOG_LEVEL: 'silent',
    // Nobody is there; nobody is asked.
    ...Object.fromEntries(elsewhere.map((name) => [name, name.endsWith('_URL') ? 'http://127.0.0.1:9' : 'unused'])),
    ...env,
    SMTP_URL: 'smtp://127.0.0.1:9',
  });
  await prepareQueueServer(config);
  const made = createDeps(config);
  const db = new PrismaClient({
    adapter: new PrismaPg({ connectionString: database.url }),
    log: [{ emit: 'event', level: 'query' }],
  });
  const statements: string[] = [];
  db.$on('query', ({ query }) => void statements.push(query.replaceAll(/\s+/g, ' ').trim()));
  const deps: Deps = { ...made, db };
  const readSession = readTestSession(deps);
  const app = express();
  mount(app, deps, readSession);
  app.use(jsonApi(deps, testHandlers, readSession));
  app.use(problems(deps));
  const server = await listen(app, { port: 0, host: '127.0.0.1', variable: 'PORT' });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fetchAs: TestApi['fetch'] = (who, path, init = {}) =>
    fetch(url + path, { ...init, headers: { ...init.headers, ...(who ? { [userHeader]: who.sessionId } : {}) } });
  return {
    deps,
    url,
    fetch: fetchAs,
    async statementsOf(work) {
      statements.length = 0;
      await work();
      return statements.filter((text) => !/"(sessions|users)"/.test(text)); // the tests' own way of signing in
    },
    async ask(who, method, path, body) {
      const sent =
        body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
      const response = await fetchAs(who, path, { method, ...sent });
      const text = await response.text();
      return { status: response.status, json: text === '' ? undefined : JSON.parse(text) };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await made.close();
      await db.$disconnect();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const elsewhere = [
  'DISCORD_TOKEN',
  'DISCORD_APPLICATION_ID',
  'DISCORD_CLIENT_SECRET',
  'DISCORD_API_URL',
  'SLACK_SIGNING_SECRET',
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_API_URL',
  'REPLICATE_API_TOKEN',
  'REPLICATE_API_URL',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'STRIPE_API_URL',
];

const untested = () => Promise.reject(new Error('not part of these tests'));
const testHandlers: ApiHandlers = {
  getSession: untested,
  listIdentities: untested,
  unlinkIdentity: untested,
  openLink: untested,
  confirmLink: untested,
  undoLink: untested,
  listSessions: untested,
  revokeSession: untested,
  revokeOtherSessions: untested,
  ...adminHandlers,
  ...assetHandlers,
  ...generationHandlers,
  ...homeHandlers,
  ...ledgerHandlers,
  ...modelHandlers,
  ...billingHandlers,
  ...projectHandlers,
  ...teamHandlers,
};

const readTestSession =
  ({ db }: Pick<Deps, 'db'>): ReadSession =>
  async (request: Request): Promise<SignedIn | undefined> => {
    const sessionId = request.get(userHeader);
    const session = sessionId && (await db.session.findUnique({ where: { id: sessionId }, include: { user: true } }));
    if (!session) return undefined;
    const { id: userId, walletId, email, name } = session.user;
    return { userId, walletId, email, name, sessionId: session.id, signedInAt: session.createdAt, isOperator: false };
  };

/** An account with a linked identity and credits. */
export async function buildUser(
  { db }: Pick<Deps, 'db'>,
  {
    platform = 'discord',
    teamId = '',
    credits = 20,
  }: { platform?: 'discord' | 'slack'; teamId?: string; credits?: number } = {},
): Promise<TestUser> {
  const id = randomUUID();
  const { walletId } = await db.user.create({ data: { id, email: `${id}@example.com` } });
  const identityId = randomUUID();
  await db.identity.create({
    data: {
      id: identityId,
      platform,
      teamId,
      externalId: platform === 'discord' ? buildDiscordId() : randomUUID(),
      walletId,
      userId: id,
      name: 'ada',
      placeName: 'Sprite Forge',
      linkedAt: new Date(),
    },
  });
  if (credits > 0)
    await grantCredits({ db }, { walletId, origin: 'trial', amount: credits, key: `trial:${identityId}` });
  const sessionId = randomUUID();
  const expiresAt = new Date(Date.now() + 3_600_000);
  await db.session.create({ data: { id: sessionId, userId: id, token: randomUUID(), expiresAt } });
  return { id, walletId, identityId, sessionId };
}

export interface BuiltGeneration {
  id: string;
  /** In the order of their positions. */
  assetIds: string[];
}

export interface GenerationShape {
  prompt?: string;
  /** The provider's id. */
  model?: string;
  images?: number;
  size?: string;
  createdAt?: Date;
  platform?: 'discord' | 'slack';
  teamId?: string;
  projectId?: string | null;
  hasReference?: boolean;
}

/** A picture whose bytes are stored as they are; its thumbnail is no picture, unless one is given. */
export interface BuiltPicture {
  bytes: Buffer;
  thumbnail?: Buffer;
  width?: number;
  height?: number;
}

/** A finished request whose images are stored; their files are not, unless `files` says what is in them. */
export async function buildGeneration(
  { db, storage }: Pick<Deps, 'db' | 'storage'>,
  user: Omit<TestUser, 'sessionId'>,
  shape: GenerationShape = {},
  files?: (position: number) => Buffer | BuiltPicture,
): Promise<BuiltGeneration> {
  const {
    prompt = 'a fox knight',
    model = defaultModel.id,
    images = 1,
    createdAt = new Date(),
    projectId = null,
  } = shape;
  const id = randomUUID();
  const predictionId = randomUUID();
  const pictures = Array.from({ length: files ? images : 0 }, (_, position) => pictureOf(files?.(position)));
  const assets = Array.from({ length: images }, (_, position) => ({
    id: randomUUID(),
    generationId: id,
    predictionId,
    userId: user.id,
    projectId,
    position,
    storageKey: `assets/${id}/${position}.png`,
    thumbnailKey: `assets/${id}/${position}.thumb.webp`,
    contentType: 'image/png',
    sha256: randomBytes(32).toString('hex'),
    width: pictures[position]?.width ?? 64,
    height: pictures[position]?.height ?? 48,
    byteLength: pictures[position]?.bytes.length ?? 1,
    createdAt,
  }));
  await db.generation.create({
    data: {
      id,
      walletId: user.walletId,
      identityId: user.identityId,
      userId: user.id,
      projectId,
      status: 'succeeded',
      model,
      prompt,
      size: shape.size ?? 'square',
      count: images,
      seed: 41,
      inputImageKey: shape.hasReference ? 'references/one.png' : null,
      unitPrice: 1,
      stored: images,
      requestKey: id,
      priority: 1,
      createdAt,
      finishedAt: createdAt,
      predictions: { create: { id: predictionId, slot: 0, images, seed: 41, status: 'succeeded' } },
      delivery: {
        create: {
          platform: shape.platform ?? 'discord',
          teamId: shape.teamId ?? '',
          channelId: '1',
          userId: '2',
          fileLimit: 1_000_000,
          status: 'delivered',
        },
      },
    },
  });
  await db.asset.createMany({ data: assets });
  for (const [position, { bytes, thumbnail }] of pictures.entries()) {
    const { storageKey = '', thumbnailKey = '' } = assets[position] ?? {};
    await storage.put(storageKey, bytes, { contentType: 'image/png' });
    await storage.put(thumbnailKey, thumbnail ?? bytes.subarray(0, 8), { contentType: 'image/webp' });
  }
  return { id, assetIds: assets.map((asset) => asset.id) };
}

function pictureOf(file: Buffer | BuiltPicture | undefined): BuiltPicture {
  if (file === undefined) return { bytes: Buffer.alloc(0) };
  return 'bytes' in file ? file : { bytes: file };
}
