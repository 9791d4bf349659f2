import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { copyPrograms, type Programs } from './programs.ts';

const run = promisify(execFile);

export interface Owner {
  uid: number;
  gid: number;
}

interface Command {
  file: string;
  args: string[];
  options: { cwd: string; uid?: number; gid?: number };
}

/** The user who runs PostgreSQL, which refuses to run as root. */
export interface Account {
  /** Set if this process is root. */
  owner: Owner | undefined;
  /** The programs, at a path that this user can reach. */
  programs: Programs;
  /** What to spawn so that it runs as that user. */
  command(program: string, args: string[]): Command;
}

/**
 * An ordinary user runs the server themselves. Root runs it as the owner of the data; new data belong to the user
 * `postgres` if it exists, otherwise to `nobody`.
 */
export async function chooseAccount(found: Programs, dataDir: string, cluster: string): Promise<Account> {
  // The current folder may be closed to that user.
  const direct = (file: string, args: string[], as?: Owner): Command => ({ file, args, options: { cwd: '/', ...as } });
  if (process.getuid?.() !== 0) return { owner: undefined, programs: found, command: direct };
  const owner = await ownerOf(cluster);
  const lent = (program: string, args: string[]) => direct(program, args, owner);
  const programs = (await succeeds(lent('/bin/sh', ['-c', 'test -x "$1"', 'sh', found.initdb])))
    ? found
    : await copyPrograms(found);
  if (await reaches(lent, dataDir, programs)) return { owner, programs, command: lent };
  const led = (program: string, args: string[]) => direct('setpriv', [...setpriv(owner), program, ...args]);
  if (await reaches(led, dataDir, programs)) return { owner, programs, command: led };
  throw new Error(
    `PostgreSQL cannot run as root, and the user it would run as (${owner.uid}) may not enter ${dataDir}. Move the project to a folder open to all users, or start UPixel as an ordinary user.`,
  );
}

/**
 * Root's projects often lie behind a folder that is closed to others (/root, mktemp -d). Rather than opening it for
 * everyone, or moving the data, the server keeps one of root's capabilities: passing through folders.
 */
const setpriv = ({ uid, gid }: Owner) => [
  `--reuid=${uid}`,
  `--regid=${gid}`,
  '--clear-groups',
  '--inh-caps=+dac_override',
  '--ambient-caps=+dac_override',
];

/** Tried rather than deduced from modes, which access lists and mounts override. */
const reaches = (command: Account['command'], dataDir: string, programs: Programs): Promise<boolean> =>
  succeeds(command('/bin/sh', ['-c', 'cd "$1" && "$2" --version', 'sh', dataDir, programs.postgres]));

const succeeds = ({ file, args, options }: Command): Promise<boolean> =>
  run(file, args, options).then(
    () => true,
    () => false,
  );

async function ownerOf(cluster: string): Promise<Owner> {
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    const { uid, gid } = await stat(cluster);
    if (uid !== 0) return { uid, gid };
  }
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const [, , uid, gid] = ['postgres', 'nobody'].flatMap((name) => users.find((user) => user[0] === name) ?? []);
  if (uid === undefined) throw new Error('PostgreSQL cannot run as root, and there is no user postgres or nobody.');
  return { uid: Number(uid), gid: Number(gid) };
}

/** Makes a folder that only the server's user may open, as PostgreSQL requires. */
export async function makeOwnFolder(folder: string, { owner }: Account): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (owner) await chown(folder, owner.uid, owner.gid);
}
