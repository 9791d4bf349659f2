import { text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { isolated, quoted } from '#core/contract/isolated.ts';
import { Failure } from '#core/failure.ts';
import type { NamedPalette } from '#core/palettes/find-named.ts';
import { ownCopy } from '#core/palettes/own-copy.ts';
import { projectHere } from '#core/projects/project-here.ts';
import { updateProject } from '#core/projects/update-project.ts';
import { nothingChanged } from '../define-command.ts';
import type { Context } from '../dispatch.ts';
import { typedHere } from '../typed-here.ts';
import { needsAccount } from './refusals.ts';

type Where = Pick<Context, 'deps' | 'who' | 'ask'>;

/** Locks the project of this channel to a palette: what is asked for here takes its colours alone. @throws Failure no_project_here, not_linked */
export async function lockHere(where: Where, palette: NamedPalette): Promise<Card> {
  const { deps, ask } = where;
  const { userId, project } = await projectOf(where, 'lock');
  const paletteId = await ownCopy(deps, userId, palette);
  await updateProject(deps, { id: project.id, userId }, { defaults: { paletteId } });
  return {
    tone: 'done',
    title: `Locked to ${isolated(palette.name)}`,
    blocks: [
      text([
        `Pixel art that you ask for in ${quoted(project.name)} has its colours alone, where the model takes a palette. `,
        typedHere(ask.target.platform, ['palette', 'leave']),
        ' ends it.',
      ]),
    ],
  };
}

/** Locks it to none. @throws Failure no_project_here, not_linked */
export async function unlockHere(where: Where): Promise<Card> {
  const { userId, project } = await projectOf(where, 'unlock');
  await updateProject(where.deps, { id: project.id, userId }, { defaults: { paletteId: null } });
  return {
    tone: 'done',
    title: 'Locked to none',
    blocks: [text(`${quoted(project.name)} takes any colours again. What was made stays as it is.`)],
  };
}

async function projectOf({ deps, who, ask }: Where, to: 'lock' | 'unlock') {
  const { userId } = who;
  if (userId === null) throw needsAccount();
  const project = await projectHere(deps, userId, ask.target);
  if (project) return { userId, project };
  throw new Failure('no_project_here', {
    title: 'There is no project here',
    happened: `What you ask for in this channel goes into no project, so there is nothing to ${to}. ${nothingChanged}`,
    next: [
      'Choose one with ',
      typedHere(ask.target.platform, ['projects', 'use'], { name: 'name', value: '…' }),
      ...(to === 'lock' ? [', or name the palette in ', { command: 'imagine' }, '.'] : ['.']),
    ],
  });
}
