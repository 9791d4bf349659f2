import type { AssetFilter } from '#core/assets/asset-filter.ts';
import { deleteChosenAssets } from '#core/assets/delete-assets.ts';
import { favourAssets } from '#core/assets/favour-assets.ts';
import { findAsset } from '#core/assets/find-asset.ts';
import { findPicture } from '#core/assets/find-picture.ts';
import { listAssets } from '#core/assets/list-assets.ts';
import { moveAssets } from '#core/assets/move-assets.ts';
import { reduceAsset } from '#core/assets/reduce-asset.ts';
import { sourceOf } from '#core/assets/source.ts';
import { paletteWritten } from '#core/make/palette-written.ts';
import { findModel } from '#core/models/catalogue.ts';
import { sameSize } from '#core/models/define-model.ts';
import { notFound } from '#core/not-found.ts';
import { presentSummary } from '../assets/present-summary.ts';
import { sendPicture } from '../files/send-picture.ts';
import { readCursor, writeCursor } from '../lists/cursor.ts';
import { daysOf } from '../lists/days.ts';
import { pageOf } from '../lists/page.ts';
import type { V1Context, V1Handlers } from './handler.ts';
import { presentAsset, presentContract, presentLayout } from './present.ts';

interface Wanted extends Pick<AssetFilter, 'project' | 'model' | 'q'> {
  cursor?: string | undefined;
  limit: number;
  from?: string | undefined;
  to?: string | undefined;
}

async function pageFor({ deps, who }: V1Context, { cursor, limit, from, to, ...filter }: Wanted) {
  const rows = await listAssets(deps, who.user.userId, {
    filter: { ...filter, ...daysOf({ from, to }) },
    after: readCursor(cursor),
    limit: limit + 1,
  });
  return pageOf(rows, limit, (row) => presentAsset(deps.config, presentSummary(row)), writeCursor);
}

const gone = () => notFound('There is no such picture');

async function read({ deps, who }: V1Context, id: string) {
  const row = await findAsset(deps, { userId: who.user.userId, id, filter: {} });
  if (!row) throw gone();
  const { request, byteLength } = row;
  const source = sourceOf(row);
  return {
    ...presentAsset(deps.config, presentSummary(row)),
    source: source.by,
    generationId: source.by === 'run' ? source.generationId : null,
    seed: request && findModel(request.model)?.hasSeed !== false ? request.seed : null,
    size: request === null || request.size === sameSize ? null : request.size,
    price: request?.unitPrice ?? 0,
    byteLength,
    contract: row.contract ? presentContract(row.contract, row.isOffered) : null,
    layout: row.layout ? presentLayout(row.layout) : null,
  };
}

export const assetHandlers = {
  listAssets: (context, { query }) => pageFor(context, query),
  searchAssets: (context, { body: { words, ...wanted } }) => pageFor(context, { ...wanted, q: words }),

  getAsset: (context, { params }) => read(context, params.id),

  async updateAsset(context, { params: { id }, body: { projectId, isFavourite } }) {
    const { deps, who } = context;
    const { userId } = who.user;
    // Before anything is changed.
    await read(context, id);
    if (projectId !== undefined) await moveAssets(deps, { userId, ids: [id], projectId });
    if (isFavourite !== undefined) await favourAssets(deps, { userId, ids: [id], isFavourite });
    return read(context, id);
  },

  async reduceAsset(context, { params, body: { colours, palette, ...reduction } }) {
    const { deps, who } = context;
    const { userId } = who.user;
    const to = palette === undefined ? (colours ?? 0) : (await paletteWritten(deps, userId, palette)).colours;
    return read(context, await reduceAsset(deps, { userId, id: params.id }, { to, reduction }));
  },

  async getAssetFile({ deps, who, request, response }, { params: { id }, query: { size } }) {
    const kind = size === 'original' ? 'image' : 'thumbnail';
    const asset = await findPicture(deps, { userId: who.user.userId, id });
    // As with the picture itself.
    if (asset && asset.trashedAt !== null) throw gone();
    await sendPicture(deps, asset, { kind, over: { vary: 'Authorization' } }, { request, response });
    return undefined;
  },

  async deleteAsset({ deps, who }, { params: { id } }) {
    if ((await deleteChosenAssets(deps, { userId: who.user.userId, ids: [id] })) === 0) throw gone();
    return undefined;
  },
} satisfies Partial<V1Handlers>;
