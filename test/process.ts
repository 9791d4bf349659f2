import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Role } from '../roles.ts';
import { freePort } from './free-port.ts';

export interface RoleProcess {
  pid: number;
  /** What Prometheus would scrape from it now. */
  metrics(): Promise<string>;
  /** SIGKILL: no handler runs, nothing is cleaned up. */
  kill(): Promise<void>;
  /** SIGTERM: an orderly stop. Returns the exit code, or null if it was killed before. */
  stop(): Promise<number | null>;
  /** The exit code, once the process has ended for any reason. */
  ended: Promise<number | null>;
}

/** Starts a role in its own process from the bundle, as production does, and waits until it reports that it is ready. */
export const startProcess = (role: Role, env: Record<string, string>): Promise<RoleProcess> =>
  startCommand([process.execPath, 'dist/main.js', role], { cwd: resolve(import.meta.dirname, '..'), env });

export async function startCommand(
  [file = '', ...args]: string[],
  { cwd, env }: { cwd: string; env: Record<string, string> },
): Promise<RoleProcess> {
  const metricsPort = String(await freePort());
  const child = spawn(file, args, {
    cwd,
    // Each process on a machine needs its own ports.
    env: {
      PATH: process.env.PATH ?? '',
      ...env,
      WORKER_PORT: String(await freePort()),
      METRICS_PORT: metricsPort,
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  let said = '';
  child.stderr?.on('data', (chunk) => (said += String(chunk)));
  await new Promise<void>((ready, fail) => {
    child.once('message', () => ready());
    // Not at its exit: what it said may not be read yet.
    child.once('close', (code) => fail(new Error(`${args.join(' ')} ended with ${code} at its start: ${said}`)));
  });
  return {
    pid: child.pid ?? 0,
    metrics: async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text(),
    kill: async () => void (await end(child, 'SIGKILL')),
    stop: () => end(child, 'SIGTERM'),
    ended,
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  child.kill(signal);
  await gone;
  return child.exitCode;
}
