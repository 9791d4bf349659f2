import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Account, makeOwnFolder } from './account.ts';
import { commandOf, isAlive, untilGone } from './processes.ts';
import type { Programs } from './programs.ts';

const run = promisify(execFile);

/**
 * Creates the folder for PostgreSQL's data, once. It is created under another name and renamed when complete, so that a
 * crash midway leaves nothing that looks finished.
 */
export async function initialise(
  cluster: string,
  options: { programs: Programs; account: Account; password: string; throwaway: boolean },
): Promise<void> {
  const { programs, account, password, throwaway } = options;
  if (existsSync(join(cluster, 'PG_VERSION'))) return checkVersion(cluster, programs);
  const fresh = `${cluster}.new`;
  const passwordFile = `${fresh}.password`;
  await rm(fresh, { recursive: true, force: true });
  await makeOwnFolder(fresh, account);
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account.owner) await chown(passwordFile, account.owner.uid, account.owner.gid);
  const flags = [`--pgdata=${fresh}`, `--pwfile=${passwordFile}`, '--username=upixel'];
  // Sorts and compares the same on every machine, whatever languages are installed.
  flags.push('--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C');
  // A test run makes thousands of connections. Nobody can try passwords as long as ours, and it is gone with the run.
  if (throwaway) flags.push('--no-sync', '--auth=password', '--set=scram_iterations=1');
  else flags.push('--auth=scram-sha-256');
  const initdb = account.command(programs.initdb, flags);
  try {
    await run(initdb.file, initdb.args, initdb.options);
  } catch (cause) {
    throw new Error(`PostgreSQL could not be set up in ${cluster}: ${said(cause)}`, { cause });
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(fresh, cluster);
}

const said = (error: unknown) =>
  error instanceof Error && 'stderr' in error && error.stderr ? String(error.stderr).trim() : String(error);

async function checkVersion(cluster: string, programs: Programs): Promise<void> {
  const made = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  const { stdout } = await run(programs.postgres, ['--version']);
  const [, ours] = /(\d+)/.exec(stdout) ?? [];
  if (made !== ours)
    throw new Error(
      `The data in ${cluster} were made by PostgreSQL ${made}; this is PostgreSQL ${ours}. Move the folder away to start anew, or run the release that made it to take the data out.`,
    );
}

/**
 * Cleans up after a hard kill: stops a server that outlived the process that started it, in an orderly way, and removes a
 * pid file whose number now belongs to another program. Only for a process that has claimed the data folder.
 */
export async function clearLeftover(cluster: string): Promise<void> {
  const note = join(cluster, 'postmaster.pid');
  const pid = Number.parseInt(await readFile(note, 'utf8').catch(() => ''), 10);
  if (Number.isNaN(pid)) return;
  if (!isAlive(pid) || !(await commandOf(pid)).includes(`-D ${cluster}`)) return rm(note, { force: true });
  // Fast shutdown, and if that hangs, the immediate one, after which PostgreSQL recovers by itself.
  for (const [signal, waitMs] of [['SIGINT', 15_000] as const, ['SIGQUIT', 5_000] as const]) {
    process.kill(pid, signal);
    if (await untilGone(pid, waitMs)) return;
  }
  throw new Error(`The PostgreSQL server of an earlier run (process ${pid}) does not stop. End it, then start again.`);
}
