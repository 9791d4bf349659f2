import { deleteAssets } from '#core/assets/delete-assets.ts';
import { actions, text } from '#core/chat/card/blocks.ts';
import { button } from '#core/chat/card/controls.ts';
import { platforms } from '#core/chat/platforms.ts';
import { findGeneration } from '#core/generations/find.ts';
import { isTheirs } from '#core/generations/owner.ts';
import { isOutOfReach, reachByPress } from '#core/generations/reach.ts';
import { isShownIn, takeAway } from '#core/places/take-away.ts';
import type { Context } from '../dispatch.ts';
import { notYours } from '../not-yours.ts';
import { managedPlace } from '../place/managed.ts';
import { defineIntent } from './define-intent.ts';

/** Asks first: a deleted picture does not come back. */
export const remove = defineIntent({
  name: 'delete',
  answer: 'ephemeral',
  reachesItsCard: true,
  async run(context, { generationId }) {
    const isOwn = (await roleOf(context, generationId)) === 'asker';
    const { deps, ask } = context;
    if (isOwn && ask.isBroughtAlong)
      await reachByPress(deps, generationId, { ...ask.target, messageId: ask.messageId ?? '' });
    const stays = isOwn ? await mayStay(context, generationId) : [];
    return {
      tone: 'notice',
      title: isOwn ? 'Delete this for good?' : 'Take this away?',
      blocks: [
        text(
          isOwn
            ? 'The message and what it shows go away and cannot be brought back. The credits stay spent.'
            : 'The message goes away here. Whoever asked for it keeps the pictures, and that you did it is on record.',
          ...stays,
        ),
        actions(
          button(
            isOwn ? 'Delete for good' : 'Take it away',
            { name: 'confirm-delete', args: { generationId } },
            'danger',
          ),
        ),
      ],
    };
  },
});

export const confirmDelete = defineIntent({
  name: 'confirm-delete',
  answer: 'in-place',
  async run(context, { generationId }) {
    const { deps, ask } = context;
    if ((await roleOf(context, generationId)) === 'asker') {
      const { tool } = await findGeneration(deps, generationId);
      const stays = await mayStay(context, generationId);
      await deleteAssets(deps, generationId);
      const gone = tool === 'describe' ? 'The words are gone.' : 'The pictures are gone.';
      return { tone: 'notice', title: 'Deleted', blocks: [text(gone, ...stays)] };
    }
    const by = await managedPlace(context);
    if (ask.team) await takeAway(deps, by, { place: ask.team, generationId });
    return { tone: 'notice', title: 'Taken away', blocks: [text('Whoever asked for it still has the pictures.')] };
  },
});

/** Where a person has brought us along, the token of a press on a message takes it away, as long as it is good; no bot of ours may. */
async function mayStay({ deps, ask: { target, isBroughtAlong } }: Context, generationId: string): Promise<string[]> {
  if (!isBroughtAlong || !(await isOutOfReach(deps, generationId, target))) return [];
  return target.workspaceId === ''
    ? ['I am no member of this conversation: a message of mine that shows it stays.']
    : [
        `This ${platforms[target.platform].placeWord} has not installed me: a message of mine that shows it stays until somebody who manages messages here deletes it.`,
      ];
}

/** Its asker deletes it; those who manage the place where it is shown take it away there, if that is allowed. @throws Failure not_yours */
async function roleOf({ deps, who, ask }: Context, id: string): Promise<'asker' | 'manager'> {
  if (isTheirs(await findGeneration(deps, id), who)) return 'asker';
  const { team } = ask;
  if (team && who.here?.managersDelete && (await isShownIn(deps, team, id)) && (await team.isManager()))
    return 'manager';
  throw notYours('delete it');
}
