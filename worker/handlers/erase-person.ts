import type { Deps } from '#core/deps.ts';
import type { JobData } from '#core/jobs.ts';
import { runErasure } from '#core/privacy/erasure/run-erasure.ts';

export async function erasePerson(deps: Deps, { erasureId }: JobData<'erase-person'>): Promise<undefined> {
  await runErasure(deps, erasureId);
}
