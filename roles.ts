import { endRefusedInstall } from '#core/chat/slack/installs.ts';
import type { Deps } from '#core/deps.ts';
import { serveMetrics } from '#core/metrics/serve.ts';
import { createStops } from '#core/stops.ts';

/** In the order in which they start; they stop in reverse. */
export const roles = ['api', 'worker', 'bots'] as const;
export type Role = (typeof roles)[number];
export const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);

/**
 * When a process that was told to stop exits, done or not. The bots answer everybody before that, if only briefly; a job of the worker
 * takes half a minute at most, and is otherwise repeated by the next one. Platforms are told to wait longer (render.yaml, docker-compose.yml).
 */
export const longestStopMs: Record<Role, number> = { api: 10_000, bots: 10_000, worker: 45_000 };

type Start = (deps: Deps, options: { end?: () => void }) => Promise<{ stop(): Promise<void> }>;

/** Loaded only if they run: the libraries of the other roles would cost a process 50 to 90 MB. */
const starters: Record<Role, () => Promise<Start>> = {
  api: async () => (await import('./api/start.ts')).startApi,
  worker: async () => (await import('./worker/start.ts')).startWorker,
  bots: async () => (await import('./bots/start.ts')).startBots,
};

/**
 * Starts the wanted roles and returns a function that stops them.
 * @param end ends the process, so that its supervisor restarts it: for a role that is alone in it and cannot go on
 */
export async function startRoles(deps: Deps, wanted: readonly Role[], end?: () => void): Promise<() => Promise<void>> {
  const stops = createStops();
  // Slack's own event may have been lost; a later call reports the same.
  deps.slack.whenRemoved((teamId, token) => endRefusedInstall(deps, { teamId, token }));
  try {
    stops.add((await serveMetrics(deps, wanted)).stop);
    for (const role of roles.filter((each) => wanted.includes(each))) {
      const start = await starters[role]();
      stops.add((await start(deps, end && wanted.length === 1 ? { end } : {})).stop);
    }
  } catch (error) {
    await stops.stop().catch(() => undefined); // only the reason for the failed start matters
    throw error;
  }
  return stops.stop;
}
