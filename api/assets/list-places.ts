import { listPlaces } from '#core/assets/list-places.ts';
import type { ApiHandler } from '../json/handler.ts';

/** More than anybody chooses from; the rarest are left out. */
const mostPlaces = 100;

export const listAssetPlaces: ApiHandler<'listAssetPlaces'> = async ({ deps, who }) => {
  const places = await listPlaces(deps, who.user.userId, mostPlaces);
  return {
    items: places.map(({ platform, workspaceId, workspaceName, images }) => ({
      platform,
      id: workspaceId,
      name: workspaceName || null,
      images,
    })),
  };
};
