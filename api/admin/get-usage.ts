import { readUsage } from '#core/privacy/usage/read.ts';
import type { ApiHandler } from '../json/handler.ts';

const dayMs = 24 * 60 * 60_000;
/** More than anybody reads on a page. */
const limit = 2_000;

export const adminGetUsage: ApiHandler<'adminGetUsage'> = async ({ deps }, { query }) => {
  const rows = await readUsage(deps, { from: new Date(Date.now() - query.days * dayMs), limit: limit + 1 });
  return {
    items: rows.slice(0, limit).map(({ day, ...row }) => ({ ...row, day: day.toISOString().slice(0, 10) })),
    isCut: rows.length > limit,
  };
};
