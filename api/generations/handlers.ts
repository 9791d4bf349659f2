import { cancelGeneration as cancel } from '#core/generations/cancel.ts';
import { notFound } from '#core/not-found.ts';
import type { ApiHandler } from '../json/handler.ts';
import type { ApiHandlers } from '../json/router.ts';

const cancelGeneration: ApiHandler<'cancelGeneration'> = async ({ deps, who }, { params }) => {
  const outcome = await cancel(deps, { generationId: params.id, who: { identityId: null, userId: who.user.userId } });
  if (outcome === 'not_yours') throw notFound('There is no such request');
  return { outcome };
};

export const generationHandlers = { cancelGeneration } satisfies Partial<ApiHandlers>;
