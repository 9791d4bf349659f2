import type { Deps } from '#core/deps.ts';
import type { JobData } from '#core/jobs.ts';
import { recolourNext } from '#core/projects/recolouring/step.ts';
import type { Again } from '../handler.ts';

/** Some seconds of work; then whoever waits has a turn. */
const atOnce = 20;

/** Copies the pictures of a project in other colours, one after the other. */
export async function recolour(deps: Deps, { recolouringId }: JobData<'recolour'>): Promise<Again | undefined> {
  for (let taken = 0; taken < atOnce; taken += 1)
    if ((await recolourNext(deps, recolouringId)) === 'ended') return undefined;
  return { againInMs: 0 };
}
