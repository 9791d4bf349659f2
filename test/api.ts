import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import express, { type Express, type Request } from 'express';
import { readConfig } from '#core/config.ts';
import { createDeps, type Deps } from '#core/deps.ts';
import { prepareKeyStore } from '#core/keys/prepare.ts';
import { listen } from '#core/listen.ts';
import { prepareQueueServer } from '#core/queue/backend.ts';
import { adminHandlers } from '../api/admin/handlers.ts';
import { apiKeyHandlers } from '../api/api-keys/handlers.ts';
import { assetHandlers } from '../api/assets/handlers.ts';
import type { Principal } from '../api/auth/principal.ts';
import { billingHandlers } from '../api/billing/handlers.ts';
import { deletionHandlers } from '../api/deletion/handlers.ts';
import { generationHandlers } from '../api/generations/handlers.ts';
import { homeHandlers } from '../api/home/handlers.ts';
import { problems } from '../api/json/problem.ts';
import { type ApiHandlers, jsonApi, type ReadSession } from '../api/json/router.ts';
import { ledgerHandlers } from '../api/ledger/handlers.ts';
import { makeHandlers } from '../api/make/handlers.ts';
import { sendHandlers } from '../api/make/send-handlers.ts';
import { modelHandlers } from '../api/models/handlers.ts';
import { paletteHandlers } from '../api/palettes/handlers.ts';
import { preferenceHandlers } from '../api/preferences/handlers.ts';
import { exportHandlers } from '../api/privacy/exports.ts';
import { privacyHandlers } from '../api/privacy/handlers.ts';
import { projectHandlers } from '../api/projects/handlers.ts';
import { recolouringHandlers } from '../api/projects/recolourings.ts';
import { shareHandlers } from '../api/shares/handlers.ts';
import { standingHandlers } from '../api/standing/handlers.ts';
import { teamHandlers } from '../api/teams/handlers.ts';
import { webhookHandlers } from '../api/webhooks/handlers.ts';
import { PrismaClient } from '../prisma/generated/client.ts';
import type { TestUser } from './builders/user.ts';

/** Names the signed-in user in tests of the API itself; sessions have their own tests. */
const userHeader = 'x-test-user';

export interface TestApi {
  deps: Deps;
  url: string;
  /** Sends a request as a user, or anonymously; returns the status and the body, parsed if it is JSON. */
  ask(who: TestUser | undefined, method: string, path: string, body?: unknown): Promise<{ status: number; json: Json }>;
  fetch(who: TestUser | undefined, path: string, init?: RequestInit): Promise<Response>;
  /** The SQL statements that ran meanwhile. */
  statementsOf(work: () => Promise<unknown>): Promise<string[]>;
  close(): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
type Json = any;

/** A real server and database without roles: only what the test asks for happens. */
export async function startTestApi(
  database: { url: string; close(): Promise<void> },
  mount: (app: Express, deps: Deps, readSession: ReadSession) => void = () => undefined,
  /** For the vendors that the test does start. */
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
    // Nothing listens there, and nothing is called.
    ...Object.fromEntries(elsewhere.map((name) => [name, name.endsWith('_URL') ? 'http://127.0.0.1:9' : 'unused'])),
    ...env,
    SMTP_URL: 'smtp://127.0.0.1:9',
  });
  await prepareQueueServer(config);
  const made = createDeps(config);
  await prepareKeyStore(made.db, made.keyStorage, made.wrappingKeys);
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
  ...exportHandlers,
  ...assetHandlers,
  ...generationHandlers,
  ...makeHandlers,
  ...sendHandlers,
  ...homeHandlers,
  ...preferenceHandlers,
  ...standingHandlers,
  ...ledgerHandlers,
  ...modelHandlers,
  ...billingHandlers,
  ...privacyHandlers,
  ...projectHandlers,
  ...recolouringHandlers,
  ...paletteHandlers,
  ...shareHandlers,
  ...deletionHandlers,
  ...teamHandlers,
  ...apiKeyHandlers,
  ...webhookHandlers,
};

const readTestSession =
  ({ db }: Pick<Deps, 'db'>): ReadSession =>
  async (request: Request): Promise<Principal | undefined> => {
    const sessionId = request.get(userHeader);
    const session = sessionId && (await db.session.findUnique({ where: { id: sessionId }, include: { user: true } }));
    if (!session) return undefined;
    const { id: userId, walletId, email } = session.user;
    return {
      by: 'session',
      user: { userId, walletId, email },
      scopes: new Set(),
      session: { id: session.id, signedInAt: session.createdAt },
    };
  };
