import { isTheirs } from '#core/generations/owner.ts';
import { goneResult } from '#core/generations/refusals.ts';
import { messagesHere } from '#core/generations/stands-here.ts';
import { type GenerationView, readView } from '#core/generations/view.ts';
import type { Context } from './dispatch.ts';
import { notYours } from './not-yours.ts';

/** A request, for whom it belongs to, and for everybody where it stands. @throws Failure unknown_generation, not_yours */
export async function viewHere(
  { deps, who, ask }: Pick<Context, 'deps' | 'who' | 'ask'>,
  generationId: string,
  what: string,
): Promise<GenerationView> {
  const view = await readView(deps, generationId);
  const isDeleted = view !== undefined && view.stored > 0 && view.assets.length === 0;
  if (!view || isDeleted) throw goneResult();
  const isOwn = isTheirs({ identityId: view.identityId, userId: view.accountId }, who);
  if (!isOwn && (await messagesHere(deps, generationId, ask.target)).length === 0) throw notYours(what);
  return view;
}
