import type { Deps } from '../deps.ts';
import { within } from '../within.ts';
import { readSchedules } from './read.ts';
import { sweepTooOldSeconds } from './sweep-state.ts';

interface Making {
  state: 'running' | 'stopped' | 'unknown';
  /** If it is stopped: when a worker was last there; null: none ever was. */
  since: Date | null;
}

/** How long somebody may wait for it; a page asks again soon. */
const patienceMs = 2_000;

/** Whether any worker is there, for the people who wait for it. Never throws: what cannot be found out is `unknown`. */
export async function readMaking(deps: Pick<Deps, 'db' | 'log'>): Promise<Making> {
  try {
    const last = (await within(patienceMs, readSchedules(deps))).find(({ name }) => name === 'sweep');
    if (last && last.ageSeconds <= sweepTooOldSeconds) return { state: 'running', since: null };
    return { state: 'stopped', since: last?.endedAt ?? null };
  } catch (err) {
    deps.log.warn({ err }, 'whether a worker is there cannot be found out');
    return { state: 'unknown', since: null };
  }
}
