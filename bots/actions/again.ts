import { Failure } from '#core/failure.ts';
import { findGeneration } from '#core/generations/find.ts';
import { findModel } from '#core/models/catalogue.ts';
import type { SizeName } from '#core/models/define-model.ts';
import { beginGeneration } from '../begin-generation.ts';
import type { Action } from './action.ts';

/** The same request with a new seed. Whoever presses pays, so everybody may. */
export const again: Action = {
  answer: 'public',
  async run(context, { id }) {
    const earlier = await findGeneration(context.deps, id);
    const model = findModel(earlier.model);
    if (!model)
      throw new Failure('unknown_model', {
        title: 'That model is gone',
        happened: `${earlier.model} is no longer offered. Nothing was made and nothing was taken.`,
        next: ['Use ', { command: 'imagine' }, ' with another model.'],
      });
    const { prompt, count, inputImageKey, referenceUrl, projectId, userId } = earlier;
    const isOwn = userId !== null && userId === context.who.userId;
    const size = earlier.size as SizeName;
    await beginGeneration(context, {
      model,
      prompt,
      size,
      count,
      inputImageKey: inputImageKey ?? undefined,
      referenceUrl: referenceUrl ?? undefined,
      projectId: isOwn ? (projectId ?? undefined) : undefined,
      pressKey: `again:${id}`,
    });
    return undefined;
  },
};
