import { encodeButtonId } from '#core/chat/button-id.ts';
import type { Card } from '#core/chat/card.ts';
import { deleteAssets } from '#core/generations/delete-assets.ts';
import { findGeneration } from '#core/generations/find.ts';
import { isTheirs as isOwner } from '#core/generations/owner.ts';
import type { Context } from '../dispatch.ts';
import type { Action } from './action.ts';

/** Asks first: a picture that is deleted does not come back. */
export const remove: Action = {
  answer: 'private',
  async run(context, { id }) {
    if (!(await isTheirs(context, id))) return notTheirs;
    return {
      tone: 'notice',
      title: 'Delete this for good?',
      lines: ['The message and its pictures go away and cannot be brought back. The credits stay spent.'],
      buttons: [{ label: 'Delete for good', style: 'danger', id: encodeButtonId('confirm-delete', id) }],
      private: true,
    };
  },
};

export const confirmDelete: Action = {
  answer: 'in-place',
  async run(context, { id }) {
    if (!(await isTheirs(context, id))) return notTheirs;
    await deleteAssets(context.deps, id);
    return { tone: 'notice', title: 'Deleted', lines: ['The pictures are gone.'], private: true };
  },
};

async function isTheirs({ deps, who }: Context, id: string): Promise<boolean> {
  return isOwner(await findGeneration(deps, id), who);
}

const notTheirs: Card = {
  tone: 'problem',
  title: 'That one is not yours',
  lines: ['Only the person who asked for it can delete it. Nothing was changed.'],
  private: true,
};
