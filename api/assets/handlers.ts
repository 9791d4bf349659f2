import type { ApiHandlers } from '../json/router.ts';
import { deleteAssets } from './delete-assets.ts';
import { downloadAssets } from './download-assets.ts';
import { getAsset } from './get-asset.ts';
import { listAssets } from './list-assets.ts';
import { moveAssets } from './move-assets.ts';

export const assetHandlers = {
  listAssets,
  getAsset,
  moveAssets,
  deleteAssets,
  downloadAssets,
} satisfies Partial<ApiHandlers>;
