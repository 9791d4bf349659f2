import { deleteChosenAssets } from '#core/assets/delete-assets.ts';
import { favourAssets } from '#core/assets/favour-assets.ts';
import { moveAssets } from '#core/assets/move-assets.ts';
import { renameAsset } from '#core/assets/rename-asset.ts';
import { offerZip } from '#core/assets/zip-assets.ts';
import type { ApiHandlers } from '../json/router.ts';
import { getAsset, getFoundAsset } from './get-asset.ts';
import { listAssets, searchAssets } from './list-assets.ts';
import { listAssetPlaces } from './list-places.ts';
import { trashHandlers } from './trash.ts';

export const assetHandlers = {
  listAssets,
  searchAssets,
  getAsset,
  getFoundAsset,
  listAssetPlaces,
  ...trashHandlers,
  async favourAssets({ deps, who }, { body }) {
    return { changed: await favourAssets(deps, { userId: who.user.userId, ...body }) };
  },
  async renameAsset({ deps, who }, { params, body }) {
    await renameAsset(deps, { userId: who.user.userId, id: params.id, title: body.title });
    return undefined;
  },
  async moveAssets(
    {
      deps,
      who: {
        user: { userId },
      },
    },
    { body },
  ) {
    return { moved: await moveAssets(deps, { userId, ...body }) };
  },
  async deleteAssets(
    {
      deps,
      who: {
        user: { userId },
      },
    },
    { body },
  ) {
    return { deleted: await deleteChosenAssets(deps, { userId, ...body }) };
  },
  async downloadAssets(
    {
      deps,
      who: {
        user: { userId },
      },
    },
    { body },
  ) {
    return offerZip(deps, { userId, ...body });
  },
} satisfies Partial<ApiHandlers>;
