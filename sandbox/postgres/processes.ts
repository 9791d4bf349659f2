import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { promisify } from 'node:util';

/** A zombie counts as gone: if process 1 is no real init, as in many containers, an orphan remains one for ever. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return statOf(pid)?.[0] !== 'Z';
}

/** Distinguishes a process from a later one with the same number; undefined if there is none, or no way to know. */
export async function birthOf(pid: number): Promise<string | undefined> {
  return platform() === 'linux' ? statOf(pid)?.[19] : ps(pid, 'lstart');
}

/**
 * What Linux knows about a process, from its state on (proc_pid_stat(5), field 3); undefined elsewhere. The name before
 * it may contain blanks and brackets.
 */
function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** A process's command line, its words separated by blanks. Slim Linux images have no ps. */
export async function commandOf(pid: number): Promise<string> {
  if (platform() !== 'linux') return (await ps(pid, 'command')) ?? '';
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ');
}

async function ps(pid: number, field: string): Promise<string | undefined> {
  const { stdout } = await promisify(execFile)('ps', ['-o', `${field}=`, '-p', String(pid)]).catch(() => ({
    stdout: '',
  }));
  return stdout.trim() || undefined;
}

/** Whether it was gone in time. Only for processes that are not our children, which report their own end. */
export async function untilGone(pid: number, timeoutMs: number): Promise<boolean> {
  for (const deadline = Date.now() + timeoutMs; isAlive(pid); ) {
    if (Date.now() > deadline) return false;
    await new Promise((done) => setTimeout(done, 20));
  }
  return true;
}
