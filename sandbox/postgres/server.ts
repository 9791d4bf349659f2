import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Account } from './account.ts';
import { stopWithUs } from './stop-with-us.ts';

export interface Server {
  stop(): Promise<void>;
}

export interface LaunchOptions {
  program: string;
  account: Account;
  dataDir: string;
  cluster: string;
  port: number;
  password: string;
  throwaway: boolean;
  connections: number;
  /** Removed along with the server if this process is killed. */
  litter: string | undefined;
}

/** Runs the server and returns when it accepts connections. */
export async function launch(options: LaunchOptions): Promise<Server> {
  const logFile = join(options.dataDir, 'server.log');
  await rename(logFile, join(options.dataDir, 'server.previous.log')).catch(() => undefined); // the first start has none
  const log = openSync(logFile, 'a', 0o600);
  const { file, args, options: how } = options.account.command(options.program, flags(options));
  const child = spawn(file, args, {
    ...how,
    stdio: ['ignore', log, log],
    // In its own process group: Ctrl-C in the terminal is for us, and we stop the server when nobody uses it any more.
    detached: true,
  });
  closeSync(log);
  const ended = once(child, 'exit').then(
    () => 'ended' as const,
    (error: Error) => error, // it could not be spawned
  );
  const guard = stopWithUs(child, options.litter);
  const stop = async () => {
    await end(child, ended);
    guard.dismiss();
  };
  try {
    await untilReady(options, ended);
  } catch (error) {
    await stop();
    const tail = (await readFile(logFile, 'utf8')).trim().split('\n').slice(-5).join('\n');
    throw new Error(`PostgreSQL did not start. The end of ${logFile}:\n${tail}`, { cause: error });
  }
  return { stop };
}

function flags({ cluster, port, throwaway, connections }: LaunchOptions): string[] {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '', // a socket's path may have only 107 bytes, and nobody needs a socket
    max_connections: connections,
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The log holds no row: DETAIL prints whole ones, and a failed statement its values.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...(throwaway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

async function untilReady(options: LaunchOptions, ended: Promise<unknown>): Promise<void> {
  let gone = false;
  void ended.then(() => {
    gone = true;
  });
  const { port, password } = options;
  const deadline = Date.now() + 60_000; // recovery after a hard kill may take a while
  for (;;) {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'upixel', password, database: 'postgres' });
    client.on('error', () => undefined); // connect reports it
    try {
      await client.connect();
      return;
    } catch (error) {
      if (gone || Date.now() > deadline || !mayPass(error)) throw error;
      await new Promise((wait) => setTimeout(wait, 20));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** Not listening yet, or listening and still starting (57P03, cannot_connect_now). */
const mayPass = (error: unknown) =>
  error instanceof Error && 'code' in error && ['ECONNREFUSED', 'ECONNRESET', '57P03'].includes(String(error.code));

/** Fast shutdown: open transactions are rolled back, everything is written to disk. If it hangs, the immediate one. */
async function end(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  const hurry = setTimeout(() => child.kill('SIGQUIT'), 15_000);
  child.kill('SIGINT');
  await ended;
  clearTimeout(hurry);
}
