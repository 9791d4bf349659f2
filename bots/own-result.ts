import type { Deps } from '#core/deps.ts';
import { isTheirs, type Owner } from '#core/generations/owner.ts';
import { goneResult } from '#core/generations/refusals.ts';
import { type GenerationView, readView } from '#core/generations/view.ts';
import { notYours } from './not-yours.ts';

/** A result with pictures or words, for its owner. @throws Failure unknown_generation, not_yours */
export async function ownView(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  who: Owner,
  generationId: string,
  what = 'see it here',
): Promise<GenerationView> {
  const view = await readView(deps, generationId);
  if (!view) throw goneResult();
  if (!isTheirs({ identityId: view.identityId, userId: view.accountId }, who)) throw notYours(what);
  if (view.assets.length === 0 && view.description === null) throw goneResult();
  return view;
}

/** A result with pictures, for its owner. @throws Failure unknown_generation, not_yours */
export async function ownResult(...asked: Parameters<typeof ownView>): Promise<GenerationView> {
  const view = await ownView(...asked);
  if (view.assets.length === 0) throw goneResult();
  return view;
}
