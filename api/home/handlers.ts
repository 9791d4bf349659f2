import { dismissShortfalls } from '#core/generations/dismiss-shortfalls.ts';
import { notFound } from '#core/not-found.ts';
import type { ApiHandlers } from '../json/router.ts';
import { getHome } from './get-home.ts';

export const homeHandlers = {
  getHome,

  async dismissShortfalls({ deps, who }, { body }) {
    if (!(await dismissShortfalls(deps, { userId: who.user.userId, generationId: body.id })))
      throw notFound('There is no such request');
    return undefined;
  },
} satisfies Partial<ApiHandlers>;
