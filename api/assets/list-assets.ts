import { type ListedAsset, listAssets as list, listAndCount } from '#core/assets/list-assets.ts';
import type { Answered, Received } from '#core/contract/pages/contract.ts';
import type { AssetSort } from '#core/contract/pages/gallery.ts';
import type { ApiContext, ApiHandler } from '../json/handler.ts';
import { readCursor, writeCursor } from '../lists/cursor.ts';
import { daysOf } from '../lists/days.ts';
import { pageOf } from '../lists/page.ts';
import { presentSummary } from './present-summary.ts';
import { readSortedCursor, writeSortedCursor } from './sorted-cursor.ts';

export const listAssets: ApiHandler<'listAssets'> = (context, { query }) => pageFor(context, query);
export const searchAssets: ApiHandler<'searchAssets'> = (context, { body }) => pageFor(context, body);

async function pageFor(
  { deps, who }: ApiContext,
  { cursor, limit, from, to, sort, ...filter }: Received<'searchAssets'>['body'],
): Promise<Answered<'searchAssets'>> {
  const wanted = { filter: { ...filter, ...daysOf({ from, to }) }, sort, limit: limit + 1 };
  const after = isByTime(sort) ? readCursor(cursor) : readSortedCursor(cursor);
  const present = (rows: readonly ListedAsset[]) =>
    pageOf(rows, limit, presentSummary, isByTime(sort) ? writeCursor : writeSortedCursor);
  if (after) return { ...present(await list(deps, who.user.userId, { ...wanted, after })), total: null };
  const { rows, total } = await listAndCount(deps, who.user.userId, wanted);
  return { ...present(rows), total };
}

const isByTime = (sort: AssetSort = 'newest') => sort === 'newest' || sort === 'oldest';
