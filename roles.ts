import type { Deps } from '#core/deps.ts';
import { startApi } from './api/start.ts';
import { startBots } from './bots/start.ts';
import { startWorker } from './worker/start.ts';

/** In the order in which they start; they stop in the opposite one. */
export const roles = ['api', 'worker', 'bots'] as const;
export type Role = (typeof roles)[number];
export const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);

const starters = { api: startApi, worker: startWorker, bots: startBots } satisfies Record<
  Role,
  (deps: Deps) => Promise<{ stop(): Promise<void> }>
>;

/** Starts the wanted roles and returns what stops them. */
export async function startRoles(deps: Deps, wanted: readonly Role[]): Promise<() => Promise<void>> {
  const stops: Array<() => Promise<void>> = [];
  const stop = async () => {
    for (const each of stops.reverse()) await each();
  };
  try {
    for (const role of roles) if (wanted.includes(role)) stops.push((await starters[role](deps)).stop);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
