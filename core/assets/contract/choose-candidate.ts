import { z } from 'zod';
import { uuid } from '../../database/columns.ts';
import { sqlFunction } from '../../database/sql-function.ts';
import type { Deps } from '../../deps.ts';
import { Failure } from '../../failure.ts';
import { isTheirs, type Owner } from '../../generations/owner.ts';
import { notFound } from '../../not-found.ts';
import { storedLayout } from '../layout/asset-layout.ts';
import { shownSize } from '../layout/shown-size.ts';

const outcome = z.enum(['chosen', 'chosen_before', 'other_chosen', 'no_choice']);

const choose = sqlFunction({ name: 'choose_candidate', args: z.object({ assetId: uuid }), row: outcome });

/**
 * Of two pictures that one may be as pixel art, whoever asked keeps this one, and the other is deleted. Once; to say the same again changes nothing. Returns its
 * size, of an animation that of a frame. @throws Failure not_yours, picture_gone, too_late
 */
export async function chooseCandidate(
  deps: Pick<Deps, 'db' | 'queues' | 'log'>,
  { assetId, who }: { assetId: string; who: Owner },
): Promise<{ width: number; height: number }> {
  const found = await deps.db.asset.findUnique({
    where: { id: assetId },
    select: {
      generationId: true,
      width: true,
      height: true,
      layout: true,
      generation: { select: { identityId: true, userId: true } },
    },
  });
  const { generation, generationId } = found ?? {};
  if (!found || !generation || !generationId) throw noChoice();
  if (!isTheirs(generation, who)) throw notTheirs();
  const said = await choose.one(deps.db, { assetId });
  deps.log.info({ generationId, assetId, said }, 'one of two grids was chosen');
  const { width, height } = shownSize(found, storedLayout.parse(found.layout));
  switch (said) {
    case 'chosen':
      // If it fails, `sweep` finds the other.
      await deps.queues.enqueue('erase', { generationId }).catch(() => undefined);
      return { width, height };
    case 'chosen_before':
      return { width, height };
    case 'other_chosen':
      throw otherChosen();
    case 'no_choice':
      throw noChoice();
  }
}

/** The same of an account’s own, where nobody sees anybody else’s. @throws Failure not_found, and as chooseCandidate does */
export async function chooseOwnCandidate(
  deps: Pick<Deps, 'db' | 'queues' | 'log'>,
  { id, userId }: { id: string; userId: string },
): Promise<{ width: number; height: number }> {
  const exists = await deps.db.asset.count({ where: { id, userId } });
  if (exists === 0) throw notFound('There is no such image');
  return chooseCandidate(deps, { assetId: id, who: { identityId: null, userId } });
}

const notTheirs = () =>
  new Failure('not_yours', {
    title: 'That one is not yours',
    happened: 'Which of the two it is, is up to the person who asked for it. Nothing was changed.',
    next: 'Choose Make pixel art in the menu of the message with the picture: then you decide.',
  });

const otherChosen = () =>
  new Failure('too_late', {
    title: 'You kept the other one',
    happened: 'You said which of the two it is, and this one is gone. Nothing was changed, and it cost nothing.',
    next: 'If it was the wrong one, choose Make pixel art in the menu of the picture once more, and both come again.',
  });

const noChoice = () =>
  new Failure('picture_gone', {
    title: 'There is nothing to choose',
    happened: 'The picture is gone, or it is the only one. Nothing was changed.',
    next: 'Choose Make pixel art in the menu of a message with a picture, for another one.',
  });
