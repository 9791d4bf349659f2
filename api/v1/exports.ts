import { offerOwnExport } from '#core/assets/export/offer-export.ts';
import { presentExport } from '#core/assets/export/present-export.ts';
import type { V1Handlers } from './handler.ts';

export const exportHandlers = {
  async exportAssets({ deps, who }, { body: { assetIds: ids, ...body } }) {
    const offered = await offerOwnExport(deps, who.user.userId, { ...body, ids });
    const { url, filename, byteLength, items, left } = presentExport(offered);
    return {
      ...{ url, filename, byteLength },
      items: items.map(({ name, width, height, frames, colours }) => ({ name, width, height, frames, colours })),
      left: left.map(({ id: assetId, why: message }) => ({ assetId, message })),
    };
  },
} satisfies Partial<V1Handlers>;
