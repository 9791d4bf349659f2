import { endRefusedInstall } from '#core/chat/slack/installs.ts';
import type { Deps } from '#core/deps.ts';
import { serveMetrics } from '#core/metrics/serve.ts';

/** In the order in which they start; they stop in the opposite one. */
export const roles = ['api', 'worker', 'bots'] as const;
export type Role = (typeof roles)[number];
export const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);

/**
 * When a process that was told to stop goes, done or not. The bots answer everybody before that, if only with a word; a job of the
 * worker's takes half a minute at most, and is otherwise done again by the next one. Platforms are told to wait longer (render.yaml, docker-compose.yml).
 */
export const longestStopMs: Record<Role, number> = { api: 10_000, bots: 10_000, worker: 45_000 };

type Start = (deps: Deps, options: { end?: () => void }) => Promise<{ stop(): Promise<void> }>;

/** Loaded only where they run: the libraries of the other roles would cost a process 50 to 90 MB. */
const starters: Record<Role, () => Promise<Start>> = {
  api: async () => (await import('./api/start.ts')).startApi,
  worker: async () => (await import('./worker/start.ts')).startWorker,
  bots: async () => (await import('./bots/start.ts')).startBots,
};

/**
 * Starts the wanted roles and returns what stops them.
 * @param end ends the process, so that whoever runs it starts it anew: for a role that is alone in it and cannot go on
 */
export async function startRoles(deps: Deps, wanted: readonly Role[], end?: () => void): Promise<() => Promise<void>> {
  const stops: Array<() => Promise<void>> = [];
  const stop = async () => {
    for (const each of stops.reverse()) await each();
  };
  // Slack's own event may have been lost; a later call says the same.
  deps.slack.whenRemoved((teamId, token) => endRefusedInstall(deps, { teamId, token }));
  try {
    stops.push((await serveMetrics(deps, wanted)).stop);
    for (const role of roles.filter((each) => wanted.includes(each))) {
      const start = await starters[role]();
      stops.push((await start(deps, end && wanted.length === 1 ? { end } : {})).stop);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
