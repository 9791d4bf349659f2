import type { Wanted } from '#core/generations/wanted.ts';
import { pixelsWanted, type WrittenPixels } from '#core/make/written-pixels.ts';
import type { ImageModel } from '#core/models/define-model.ts';
import type { Context } from './dispatch.ts';
import { usualProject } from './project.ts';

/** Where a form asks for no project: what it draws goes into the one that is used here, and obeys its palette. */
export async function inUsualProject(
  context: Context,
  model: ImageModel,
  written: WrittenPixels = {},
): Promise<Pick<Wanted, 'projectId' | 'pixel'>> {
  const project = await usualProject(context);
  const { userId } = context.who;
  return { projectId: project?.id, pixel: await pixelsWanted(context.deps, written, { userId, model, project }) };
}
