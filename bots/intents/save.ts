import { z } from 'zod';
import { moveAssets } from '#core/assets/move-assets.ts';
import { actions, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button, menu } from '#core/chat/card/controls.ts';
import { isolated } from '#core/contract/isolated.ts';
import { Failure } from '#core/failure.ts';
import { createProject } from '#core/projects/create-project.ts';
import { listProjects, readProject } from '#core/projects/list-projects.ts';
import type { Context } from '../dispatch.ts';
import { ownResult } from '../own-result.ts';
import { defineIntent } from './define-intent.ts';

/** As many as a menu of every chat holds. */
const offered = 25;

/** Which of the person's projects, or a new one. */
export const save = defineIntent({
  name: 'save',
  answer: 'ephemeral',
  async run(context, { generationId }): Promise<Card> {
    const { userId } = await ownPictures(context, generationId);
    const all = await listProjects(context.deps, { userId });
    const projects = all.filter(({ archivedAt }) => archivedAt === null);
    const none = all.length === 0 ? 'You have none yet.' : 'Those that you have are archived.';
    const choices = projects
      .slice(0, offered)
      .map(
        ({ id, name }) => ({ label: name, does: { name: 'save-in', args: { generationId, projectId: id } } }) as const,
      );
    return {
      tone: 'notice',
      title: 'Save to which project?',
      blocks: [
        text(projects.length === 0 ? none : 'A picture is in one project at a time.'),
        ...(projects.length > offered ? [note(`The others are at ${context.deps.config.publicUrl}/projects.`)] : []),
        actions(
          ...(choices.length > 0 ? [menu('Choose a project', choices)] : []),
          button(
            'New project…',
            { name: 'save-new', args: { generationId } },
            choices.length === 0 ? 'primary' : undefined,
          ),
        ),
      ],
    };
  },
});

export const saveIn = defineIntent({
  name: 'save-in',
  answer: 'in-place',
  async run(context, { generationId, projectId }) {
    return saveTo(context, await ownPictures(context, generationId), projectId);
  },
});

export const saveNew = defineIntent({
  name: 'save-new',
  answer: 'form',
  submitAnswer: 'ephemeral',
  form: () => ({
    title: 'New project',
    submit: 'Save',
    options: z.object({ name: z.string().trim().min(1).max(80).meta({ description: 'What it is called' }) }),
  }),
  async submit(context, { generationId }, { name }) {
    const pictures = await ownPictures(context, generationId);
    return saveTo(context, pictures, await createProject(context.deps, pictures.userId, { name }));
  },
});

async function saveTo({ deps }: Context, pictures: OwnPictures, projectId: string): Promise<Card> {
  const { userId, ids } = pictures;
  const { name } = await readProject(deps, { userId, id: projectId });
  const moved = await moveAssets(deps, { userId, ids, projectId });
  return {
    tone: 'done',
    title: `Saved to ${isolated(name)}`,
    blocks: [text(moved === 1 ? 'The picture is there now.' : `All ${moved} pictures are there now.`)],
  };
}

interface OwnPictures {
  userId: string;
  ids: string[];
}

/** @throws Failure not_linked, not_yours, unknown_generation */
async function ownPictures({ deps, who }: Context, generationId: string): Promise<OwnPictures> {
  const { assets } = await ownResult(deps, who, generationId, 'save it to a project');
  if (who.userId === null)
    throw new Failure('not_linked', {
      title: 'Projects belong to an account',
      happened: 'You are a guest here. Nothing was changed.',
      next: ['Type ', { command: 'link' }, ' first: your pictures come along. Then press again.'],
    });
  return { userId: who.userId, ids: assets.map(({ id }) => id) };
}
