import { deleteChosenAssets } from '#core/generations/delete-assets.ts';
import type { ApiHandler } from '../json/handler.ts';

export const deleteAssets: ApiHandler<'deleteAssets'> = async ({ deps, who }, { body }) => ({
  deleted: await deleteChosenAssets(deps, { userId: who.userId, ids: body.ids }),
});
