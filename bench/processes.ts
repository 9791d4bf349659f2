import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { freePort } from '#test/free-port.ts';

export interface BenchProcess {
  child: ChildProcess;
  pid: number;
  /** Resident memory, in megabytes (2²⁰ bytes). */
  residentMb(): number;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** This checkout. */
export const root = resolve(import.meta.dirname, '..');

/** None of them outlives this process, however it ends, except by SIGKILL. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

/** Starts a Node program of ours, or of another checkout, and returns once it reports that it is ready. */
export async function startProgram(args: string[], env: Record<string, string>, cwd = root): Promise<BenchProcess> {
  const child = spawn(process.execPath, args, {
    cwd,
    // Each process on a machine needs its own ports.
    env: {
      PATH: process.env.PATH ?? '',
      ...env,
      WORKER_PORT: String(await freePort()),
      METRICS_PORT: String(await freePort()),
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said = (said + String(chunk)).slice(-4_000);
  });
  await new Promise<void>((ready, fail) => {
    child.once('message', () => ready());
    child.once('exit', (code) => fail(new Error(`${args.join(' ')} ended with ${code} at its start: ${said}`)));
  });
  const pid = child.pid ?? 0;
  return {
    child,
    pid,
    residentMb: () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024,
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  child.kill(signal);
  await gone;
}
