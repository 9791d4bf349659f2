import { noteRefusedPicture } from '#core/abuse/refused-picture.ts';
import type { Deps } from '#core/deps.ts';
import { type MessageOrRefusal, settleAndClaim } from '#core/generations/settle-and-claim.ts';
import type { ClaimedSettlement, Settlement, StoredImage } from '#core/generations/settlement.ts';
import type { PicturesAtHand } from './bring-result.ts';
import { deliverAtOnce } from './handlers/deliver.ts';

type Owner = Pick<ClaimedSettlement, 'userId' | 'identityId'>;

/** How a run ended, its pictures while they are in memory, and files of outputs that are not kept. */
export type Outcome = Settlement & {
  atHand?: PicturesAtHand;
  leftFiles?: readonly string[];
  /** Whose the pictures are, if they are all that their request has. */
  ownerOfAll?: Owner | undefined;
  /** A refusal of it does not count against whoever asked. */
  isNoStrike?: boolean;
};

/** Settles one run and starts what follows: the delivery, and the wallet's next waiting generation. */
export async function settleRun(
  deps: Deps,
  generationId: string,
  { atHand, leftFiles = [], ownerOfAll, isNoStrike = false, ...settlement }: Outcome,
): Promise<void> {
  const { settled, finished, nextId, claimed } = await settleAndClaim(deps, generationId, settlement);
  if (!settled) return;
  const { status, failure, assets, withheld = [] } = settlement;
  deps.metrics.count('generations', { outcome: failure ?? status });
  deps.log.info(
    { generationId, status, failure, stored: assets.length, withheld: withheld.length, finished },
    'settled',
  );
  if (finished && ownerOfAll) noteStored(deps, generationId, assets, ownerOfAll);
  if (failure === 'refused' && !isNoStrike) await noteRefusedPicture(deps, generationId);
  await Promise.all([
    leftFiles.length === 0 ? undefined : forget(deps, leftFiles),
    finished ? bring(deps, generationId, { claimed, atHand }) : undefined,
    nextId === null ? undefined : deps.queues.enqueue('submit', { generationId: nextId }),
  ]);
}

/** A run that ended at the same moment may have one more: then `sweep` finds that picture. */
const noteStored = ({ justStored }: Deps, generationId: string, assets: readonly StoredImage[], owner: Owner) =>
  justStored?.note(
    generationId,
    assets.map(({ id, storageKey, thumbnailKey, width, height, layout }) => ({
      ...{ id, storageKey, thumbnailKey, width, height, layout },
      ...{ userId: owner.userId, identityId: owner.identityId },
    })),
  );

async function bring(
  deps: Deps,
  generationId: string,
  result: { claimed(): Promise<MessageOrRefusal>; atHand: PicturesAtHand | undefined },
): Promise<void> {
  await deliverAtOnce(deps, generationId, result);
  // Also those of earlier runs. Left to sweep if the queue is away.
  await deps.queues.enqueue('prove', { generationId }).catch(() => undefined);
}

/** If it fails, nothing names them any more, and the daily retention run deletes them. */
async function forget({ storage, log }: Deps, files: readonly string[]): Promise<void> {
  await storage.delete([...files]).catch((err) => log.warn({ err }, 'files of outputs that are not kept are left'));
}
