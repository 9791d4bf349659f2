import { revokeShare } from '#core/shares/change-share.ts';
import { createShare } from '#core/shares/create-share.ts';
import { listShares } from '#core/shares/list-shares.ts';
import { readCursor, writeCursor } from '../lists/cursor.ts';
import { pageOf } from '../lists/page.ts';
import type { V1Handlers } from './handler.ts';
import { presentShare } from './present.ts';
import { requestKeyOf } from './request-key.ts';

export const shareHandlers = {
  async createShare(context, { body }) {
    const { deps, who } = context;
    const requestKey = await requestKeyOf(context, ['createShare', body]);
    const { assetIds, expiresAt, ...shows } = body;
    const end = expiresAt === null ? null : new Date(expiresAt);
    return presentShare(
      await createShare(deps, who.user.userId, { ...shows, ids: assetIds, expiresAt: end, requestKey }),
    );
  },

  async listShares({ deps, who }, { query: { cursor, limit, asset } }) {
    const wanted = { assetId: asset, after: readCursor(cursor), limit: limit + 1 };
    return pageOf(await listShares(deps, who.user.userId, wanted), limit, presentShare, writeCursor);
  },

  async endShare({ deps, who }, { params: { id } }) {
    await revokeShare(deps, { id, userId: who.user.userId });
    return undefined;
  },
} satisfies Partial<V1Handlers>;
