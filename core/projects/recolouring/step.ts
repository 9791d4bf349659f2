import type { Recolouring } from '../../../prisma/generated/client.ts';
import { findPicture } from '../../assets/find-picture.ts';
import { keepMade } from '../../assets/keep-made.ts';
import { storedLayout } from '../../assets/layout/asset-layout.ts';
import type { Deps } from '../../deps.ts';
import { ImageError } from '../../images/image-error.ts';
import { type Recoloured, recolourPicture } from '../../images/recolour-picture.ts';
import type { Swap } from '../../pixel/palettes/swap.ts';
import { StorageError } from '../../ports/storage.ts';
import { isLeaving } from '../../privacy/erasure/leaving.ts';
import { type LeftReason, leftOut } from './read.ts';

type StepDeps = Pick<Deps, 'db' | 'keys' | 'log' | 'storage' | 'pixelThreads'>;

/** Whether there is more to do. */
type Goes = 'on' | 'ended';

/**
 * Takes the next picture of a recolouring: its copy, and that it was taken, are written down together, so that after a crash, or beside another worker, each
 * is made once.
 */
export async function recolourNext(deps: StepDeps, id: string): Promise<Goes> {
  const row = await deps.db.recolouring.findUnique({ where: { id } });
  if (!row || row.finishedAt !== null) return 'ended';
  // Whoever is about to be erased gets nothing new; if they stay, `sweep` goes on.
  if (await isLeaving(deps, row.userId)) return 'ended';
  const assetId = row.assetIds[row.done];
  if (assetId === undefined) return finish(deps, id);
  const picture = await findPicture(deps, { userId: row.userId, id: assetId });
  if (!picture || picture.trashedAt !== null || row.toProjectId === null) return leave(deps, row, 'gone');
  const made = await recoloured(deps, picture.storageKey, swapOf(row));
  if ('left' in made) return leave(deps, row, made.left);
  const layout = storedLayout.parse(picture.layout) ?? undefined;
  await keepMade(
    deps,
    { ...made, contentType: 'image/png', layout },
    {
      userId: row.userId,
      parentId: picture.id,
      operation: 'recolour',
      projectId: row.toProjectId,
      title: picture.prompt,
      recolouringId: id,
    },
    (tx) => note(tx, row, { made: row.made + 1 }),
  ).catch(unlessOvertaken);
  return 'on';
}

const swapOf = ({ colours, becomes }: Recolouring): Swap =>
  new Map(colours.map((colour, at) => [colour, becomes[at] ?? colour]));

async function leave({ db }: StepDeps, row: Recolouring, why: LeftReason): Promise<Goes> {
  const left = leftOut.parse(row.left);
  await note(db, row, { left: { ...left, [why]: (left[why] ?? 0) + 1 } }).catch(unlessOvertaken);
  return 'on';
}

/** Another worker took the same picture, or there are to be no more: nothing is kept of it. */
class Overtaken extends Error {}

function unlessOvertaken(error: unknown): void {
  if (!(error instanceof Overtaken)) throw error;
}

/** That one more was taken. @throws Overtaken */
async function note(
  db: Pick<Deps['db'], 'recolouring'>,
  { id, done }: Recolouring,
  more: { made?: number; left?: Partial<Record<LeftReason, number>> },
): Promise<void> {
  const { count } = await db.recolouring.updateMany({
    where: { id, done, finishedAt: null },
    data: { done: done + 1, workedAt: new Date(), ...more },
  });
  if (count === 0) throw new Overtaken();
}

async function finish({ db }: StepDeps, id: string): Promise<Goes> {
  const now = new Date();
  await db.recolouring.updateMany({ where: { id, finishedAt: null }, data: { finishedAt: now, workedAt: now } });
  return 'ended';
}

async function recoloured(
  deps: StepDeps,
  key: string,
  swap: Swap,
): Promise<Exclude<Recoloured, { unchanged: string }> | { left: LeftReason }> {
  try {
    const made = await recolourPicture(deps, await deps.storage.get(key), swap);
    return 'unchanged' in made ? { left: made.unchanged } : made;
  } catch (error) {
    if (error instanceof ImageError) return { left: 'unreadable' };
    if (error instanceof StorageError && error.code === 'not_found') return { left: 'gone' };
    throw error;
  }
}
