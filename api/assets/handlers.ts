import { decideOwnOffer } from '#core/assets/contract/decide-offer.ts';
import { deleteChosenAssets } from '#core/assets/delete-assets.ts';
import { offerOwnExport } from '#core/assets/export/offer-export.ts';
import { presentExport } from '#core/assets/export/present-export.ts';
import { favourAssets } from '#core/assets/favour-assets.ts';
import { moveAssets } from '#core/assets/move-assets.ts';
import { recolourAsset } from '#core/assets/recolour-asset.ts';
import { reduceAsset } from '#core/assets/reduce-asset.ts';
import { renameAsset } from '#core/assets/rename-asset.ts';
import { offerZip } from '#core/assets/zip-assets.ts';
import { colourOfHex } from '#core/pixel/colour/hex.ts';
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
  async decideOffer({ deps, who }, { params, body }) {
    return decideOwnOffer(deps, { userId: who.user.userId, id: params.id, keeps: body.keeps });
  },
  async renameAsset({ deps, who }, { params, body }) {
    await renameAsset(deps, { userId: who.user.userId, id: params.id, title: body.title });
    return undefined;
  },
  async recolourAsset({ deps, who }, { params, body }) {
    const swap = new Map(body.swap.map(({ from, to }) => [colourOf(from), colourOf(to)] as const));
    return { id: await recolourAsset(deps, { userId: who.user.userId, id: params.id }, swap) };
  },
  async reduceAsset({ deps, who }, { params, body: { to: wanted, ...reduction } }) {
    const to = 'count' in wanted ? wanted.count : wanted.colours.map(colourOf);
    return { id: await reduceAsset(deps, { userId: who.user.userId, id: params.id }, { to, reduction }) };
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
  async exportArt({ deps, who }, { body }) {
    return presentExport(await offerOwnExport(deps, who.user.userId, body));
  },
} satisfies Partial<ApiHandlers>;

/** Of a colour that the contract let in. */
const colourOf = (hex: string) => colourOfHex(hex)?.colour ?? 0;
