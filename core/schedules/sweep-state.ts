import type { Deps } from '../deps.ts';
import { readSchedules } from './read.ts';

/** The sweep ends every two seconds; a slow database or a worker that died during it may skip some runs. */
export const sweepTooOldSeconds = 30;

/** For `/health/ready`: whether any worker is finding what a crash leaves behind. */
export async function sweepState(deps: Pick<Deps, 'db'>): Promise<string> {
  const last = (await readSchedules(deps)).find(({ name }) => name === 'sweep');
  if (!last) return 'never ended yet';
  const when = last.endedAt.toISOString();
  return last.ageSeconds > sweepTooOldSeconds ? `too old: last ended ${when}` : `ok: last ended ${when}`;
}
