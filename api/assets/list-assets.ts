import { listAssets as list } from '#core/assets/list-assets.ts';
import type { Answered, Received } from '#core/contract/pages/contract.ts';
import type { ApiContext, ApiHandler } from '../json/handler.ts';
import { readCursor, writeCursor } from '../lists/cursor.ts';
import { daysOf } from '../lists/days.ts';
import { pageOf } from '../lists/page.ts';
import { presentSummary } from './present-summary.ts';

export const listAssets: ApiHandler<'listAssets'> = (context, { query }) => pageFor(context, query);
export const searchAssets: ApiHandler<'searchAssets'> = (context, { body }) => pageFor(context, body);

async function pageFor(
  { deps, who }: ApiContext,
  wanted: Received<'searchAssets'>['body'],
): Promise<Answered<'searchAssets'>> {
  const { cursor, limit, from, to, ...filter } = wanted;
  const rows = await list(deps, who.user.userId, {
    filter: { ...filter, ...daysOf({ from, to }) },
    after: readCursor(cursor),
    limit: limit + 1,
  });
  return pageOf(rows, limit, presentSummary, writeCursor);
}
