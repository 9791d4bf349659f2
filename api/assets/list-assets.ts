import { listAssets as list } from '#core/assets/list-assets.ts';
import type { ApiHandler } from '../json/handler.ts';
import { readCursor, writeCursor } from '../lists/cursor.ts';
import { daysOf } from '../lists/days.ts';
import { pageOf } from '../lists/page.ts';
import { presentSummary } from './present-summary.ts';

export const listAssets: ApiHandler<'listAssets'> = async ({ deps, who }, { query }) => {
  const { cursor, limit, from, to, ...filter } = query;
  const rows = await list(deps, who.user.userId, {
    filter: { ...filter, ...daysOf({ from, to }) },
    after: readCursor(cursor),
    limit: limit + 1,
  });
  return pageOf(rows, limit, presentSummary, writeCursor);
};
