import type { Deps } from '../deps.ts';
import { readSchedules } from './read.ts';

/** The sweep ends every two seconds; a slow database or a worker that died in it may cost some of them. */
const tooOldSeconds = 30;

/** For `/health/ready`: whether what a crash leaves behind is being found, by whichever worker. */
export async function sweepState(deps: Pick<Deps, 'db'>): Promise<string> {
  const last = (await readSchedules(deps)).find(({ name }) => name === 'sweep');
  if (!last) return 'never ended yet';
  const when = last.endedAt.toISOString();
  return last.ageSeconds > tooOldSeconds ? `too old: last ended ${when}` : `ok: last ended ${when}`;
}
