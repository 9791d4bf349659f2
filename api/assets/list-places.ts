import { listModels } from '#core/assets/list-models.ts';
import { listPlaces } from '#core/assets/list-places.ts';
import { findModel } from '#core/models/catalogue.ts';
import type { ApiHandler } from '../json/handler.ts';

/** More than anybody chooses from; the rarest are left out. */
const mostPlaces = 100;

export const listAssetPlaces: ApiHandler<'listAssetPlaces'> = async ({ deps, who }) => {
  const { userId } = who.user;
  const [places, models] = await Promise.all([listPlaces(deps, userId, mostPlaces), listModels(deps, userId)]);
  return {
    items: places.map(({ platform, workspaceId, workspaceName, images }) => ({
      platform,
      id: workspaceId,
      name: workspaceName || null,
      images,
    })),
    models: models.map(({ model, images }) => {
      const { name, label } = findModel(model) ?? { name: model, label: model };
      return { name, label, images };
    }),
  };
};
