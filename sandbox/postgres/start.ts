import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { chooseAccount } from './account.ts';
import { claim } from './claim.ts';
import { clearLeftover, initialise } from './cluster.ts';
import { findPrograms } from './programs.ts';
import { launch } from './server.ts';
import { readSettings, type Settings } from './settings.ts';

export interface PostgresOptions {
  dataDir: string;
  /** By default a free port is chosen, and kept for the next start. */
  port?: number;
  /** False: `stop` removes the data folder, and so does a hard kill. */
  persistent?: boolean;
  /** By default enough for one process with every role. */
  connections?: number;
  /** For tests: faster, but does not survive a power cut. */
  throwaway?: boolean;
}

export interface EmbeddedPostgres {
  url: string;
  stop(): Promise<void>;
}

const database = 'upixel';

/**
 * Starts our own PostgreSQL server on 127.0.0.1 with the database `upixel`. It ignores Ctrl-C: the process that started it
 * calls `stop` when nobody uses it any more. If this process dies without that, the server stops by itself. Throws a
 * sentence if the folder is in use, the port is taken, or the server does not start (its log: server.log).
 */
export async function start(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const cluster = join(dataDir, 'cluster');
  // One process with every role and its queue here has about 65 connections. A test run has several such processes at once, on one server.
  const { persistent = true, throwaway = false, connections = throwaway ? 600 : 200 } = options;
  const found = await findPrograms();
  const release = await mkdir(dataDir, { recursive: true })
    .then(() => claim(dataDir))
    .catch((error) => {
      throw error.code === 'EACCES' ? new Error(closedTo(dataDir), { cause: error }) : error;
    });
  try {
    const account = await chooseAccount(found, dataDir, cluster);
    const { programs } = account;
    await clearLeftover(cluster);
    const settings = await readSettings(dataDir, options.port);
    await initialise(cluster, { programs, account, password: settings.password, throwaway });
    const litter = persistent ? undefined : dataDir;
    const server = await launch({
      ...settings,
      program: programs.postgres,
      account,
      dataDir,
      cluster,
      throwaway,
      connections,
      litter,
    });
    await createDatabase(settings).catch(async (error) => {
      await server.stop();
      throw error;
    });
    let stopping: Promise<void> | undefined;
    const stop = async () => {
      await server.stop();
      await release();
      if (litter) await rm(litter, { recursive: true, force: true });
    };
    return {
      url: urlOf(settings, database),
      stop() {
        stopping ??= stop();
        return stopping;
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/** The address of a server that another process runs on this data folder; undefined if none was ever started. */
export async function urlOfRunning(dataDir: string): Promise<string | undefined> {
  const text = await readFile(join(dataDir, 'settings.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : urlOf(JSON.parse(text), database);
}

const closedTo = (dataDir: string) =>
  `The data folder ${dataDir} belongs to another user of this machine. Start UPixel as that user, or set UPIXEL_DATA_DIR to another folder.`;

const urlOf = ({ password, port }: Settings, name: string) =>
  `postgresql://upixel:${password}@127.0.0.1:${port}/${name}`;

async function createDatabase(settings: Settings): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(settings, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${database}`);
  } finally {
    await client.end();
  }
}
