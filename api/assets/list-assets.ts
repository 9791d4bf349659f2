import type { ApiHandler } from '../json/handler.ts';
import { readCursor, writeCursor } from '../lists/cursor.ts';
import { pageOf } from '../lists/page.ts';
import { presentSummary } from './asset-row.ts';
import { findAssets } from './find-assets.ts';

export const listAssets: ApiHandler<'listAssets'> = async ({ deps, who }, { query }) => {
  const { cursor, limit, ...filter } = query;
  const rows = await findAssets(deps, who.userId, { filter, after: readCursor(cursor), limit: limit + 1 });
  return pageOf(rows, limit, presentSummary, writeCursor);
};
