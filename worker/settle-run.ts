import type { Deps } from '#core/deps.ts';
import { type Settlement, settle } from '#core/generations/settlement.ts';

/** Settles one run and sets off what follows: the delivery, and the wallet's next waiting generation. */
export async function settleRun(deps: Deps, generationId: string, settlement: Settlement): Promise<void> {
  const { settled, finished, nextId } = await settle(deps, settlement);
  if (!settled) return;
  const { status, failure, assets } = settlement;
  deps.log.info({ generationId, status, failure, stored: assets.length, finished }, 'settled');
  await Promise.all([
    finished ? deps.queues.enqueue('deliver', { generationId }) : undefined,
    nextId === null ? undefined : deps.queues.enqueue('submit', { generationId: nextId }),
  ]);
}
