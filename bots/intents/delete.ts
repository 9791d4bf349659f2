import { deleteAssets } from '#core/assets/delete-assets.ts';
import { actions, text } from '#core/chat/card/blocks.ts';
import { button } from '#core/chat/card/controls.ts';
import { platforms } from '#core/chat/platforms.ts';
import { findGeneration } from '#core/generations/find.ts';
import { isTheirs } from '#core/generations/owner.ts';
import { isShownIn, takeAway } from '#core/places/take-away.ts';
import type { Context } from '../dispatch.ts';
import { notYours } from '../not-yours.ts';
import { managedPlace } from '../place/managed.ts';
import { defineIntent } from './define-intent.ts';

/** Asks first: a deleted picture does not come back. */
export const remove = defineIntent({
  name: 'delete',
  answer: 'ephemeral',
  async run(context, { generationId }) {
    const isOwn = (await roleOf(context, generationId)) === 'asker';
    return {
      tone: 'notice',
      title: isOwn ? 'Delete this for good?' : 'Take this away?',
      blocks: [
        text(
          isOwn
            ? 'The message and what it shows go away and cannot be brought back. The credits stay spent.'
            : 'The message goes away here. Whoever asked for it keeps the pictures, and that you did it is on record.',
          ...(isOwn ? mayStay(context) : []),
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
      await deleteAssets(deps, generationId);
      const gone = tool === 'describe' ? 'The words are gone.' : 'The pictures are gone.';
      return { tone: 'notice', title: 'Deleted', blocks: [text(gone, ...mayStay(context))] };
    }
    const by = await managedPlace(context);
    if (ask.team) await takeAway(deps, by, { place: ask.team, generationId });
    return { tone: 'notice', title: 'Taken away', blocks: [text('Whoever asked for it still has the pictures.')] };
  },
});

/** Where only this person has installed us, the token of their command removes a message, as long as it is good; no bot of ours may. */
const mayStay = ({ ask: { target, team } }: Context): string[] =>
  target.workspaceId === '' || team
    ? []
    : [
        `This ${platforms[target.platform].placeWord} has not installed me, so I may remove a message of mine for some minutes only. An older one stays until somebody who manages messages here deletes it.`,
      ];

/** Its asker deletes it; those who manage the place where it is shown take it away there, if that is allowed. @throws Failure not_yours */
async function roleOf({ deps, who, ask }: Context, id: string): Promise<'asker' | 'manager'> {
  if (isTheirs(await findGeneration(deps, id), who)) return 'asker';
  const { team } = ask;
  if (team && who.here?.managersDelete && (await isShownIn(deps, team, id)) && (await team.isManager()))
    return 'manager';
  throw notYours('delete it');
}
