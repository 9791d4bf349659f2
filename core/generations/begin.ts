import type { Deps } from '../deps.ts';
import { refuseManyOfOurs } from './refuse-many-of-ours.ts';
import { type GenerationRequest, type RequestedGeneration, requestGeneration } from './request.ts';
import { UnpaidLimit } from './unpaid.ts';
import { checkWanted, type Wanted } from './wanted.ts';

type BeginDeps = Pick<Deps, 'db' | 'seal' | 'keys' | 'log' | 'rules' | 'metrics' | 'queues'>;

/**
 * Holds the credits for what its model takes, with as many unpaid ones as may be spent now, and records the request; `sendOff` comes next. Undefined if
 * this very request was recorded before.
 * @throws Failure too_much, and what checkTakes and requestGeneration throw
 */
export async function holdRequest(
  deps: BeginDeps,
  request: Omit<GenerationRequest, 'unpaid'>,
): Promise<RequestedGeneration | undefined> {
  checkWanted(request);
  await refuseManyOfOurs(deps, request);
  const unpaid = await deps.rules.unpaid();
  return requestGeneration(deps, { ...request, unpaid }).catch((error) => {
    if (error instanceof UnpaidLimit) tellOperator(deps, error);
    throw error;
  });
}

/** Its first step; if this fails, `sweep` takes it. */
export function sendOff(
  { queues }: Pick<Deps, 'queues'>,
  { id: generationId, priority }: Pick<RequestedGeneration, 'id' | 'priority'>,
  wanted: Wanted,
): Promise<void> {
  const isToFetch =
    wanted.referenceUrl !== undefined || wanted.secondReferenceUrl !== undefined || wanted.madeFrom?.takesPicture;
  return queues.enqueue(isToFetch ? 'reference' : 'submit', { generationId }, { priority });
}

/** A new person's limit is their own affair; a day's limit that is reached may be an attack, or success. */
function tellOperator({ log, metrics }: BeginDeps, { why }: UnpaidLimit): void {
  log.warn({ why }, 'unpaid credits were refused');
  if (why === 'service_day' || why === 'workspace_day') metrics.count('operatorNeeded', { cause: 'unpaid_cap' });
}
