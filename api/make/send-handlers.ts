import { listSendPlaces } from '#core/sending/list-places.ts';
import { sendTo } from '#core/sending/send-to.ts';
import type { ApiHandlers } from '../json/router.ts';

export const sendHandlers = {
  async listSendPlaces({ deps, who: { user } }) {
    const { places, silent } = await listSendPlaces(deps, user.userId);
    return {
      places: places.map(({ workspaceName: placeName, askedAt, ...place }) => ({
        ...place,
        placeName,
        askedAt: askedAt.toISOString(),
      })),
      silent,
    };
  },

  async sendToPlace({ deps, who: { user } }, { params: { id: generationId }, body: { placeId } }) {
    await sendTo(deps, user.userId, { generationId, placeId });
    return undefined;
  },
} satisfies Partial<ApiHandlers>;
