import { deleteAssets } from '#core/assets/delete-assets.ts';
import { actions, text } from '#core/chat/card/blocks.ts';
import { button } from '#core/chat/card/controls.ts';
import { findGeneration } from '#core/generations/find.ts';
import { isTheirs } from '#core/generations/owner.ts';
import type { Context } from '../dispatch.ts';
import { notYours } from '../not-yours.ts';
import { defineIntent } from './define-intent.ts';

/** Asks first: a deleted picture does not come back. */
export const remove = defineIntent({
  name: 'delete',
  answer: 'ephemeral',
  async run(context, { generationId }) {
    await checkTheirs(context, generationId);
    return {
      tone: 'notice',
      title: 'Delete this for good?',
      blocks: [
        text('The message and its pictures go away and cannot be brought back. The credits stay spent.'),
        actions(button('Delete for good', { name: 'confirm-delete', args: { generationId } }, 'danger')),
      ],
    };
  },
});

export const confirmDelete = defineIntent({
  name: 'confirm-delete',
  answer: 'in-place',
  async run(context, { generationId }) {
    await checkTheirs(context, generationId);
    await deleteAssets(context.deps, generationId);
    return { tone: 'notice', title: 'Deleted', blocks: [text('The pictures are gone.')] };
  },
});

/** @throws Failure not_yours */
async function checkTheirs({ deps, who }: Context, id: string): Promise<void> {
  if (!isTheirs(await findGeneration(deps, id), who)) throw notYours('delete it');
}
