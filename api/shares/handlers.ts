import { changeShare, revokeShare } from '#core/shares/change-share.ts';
import { createShare } from '#core/shares/create-share.ts';
import { findShared } from '#core/shares/find-shared.ts';
import { listShares, readShare } from '#core/shares/list-shares.ts';
import { reportShared } from '#core/shares/report-shared.ts';
import type { ApiHandlers } from '../json/router.ts';
import { readCursor, writeCursor } from '../lists/cursor.ts';
import { pageOf } from '../lists/page.ts';
import { presentShare, presentShared } from './present-share.ts';

const end = (at: string | null) => (at === null ? null : new Date(at));

export const shareHandlers = {
  async createShare({ deps, who }, { body: { expiresAt, ...wanted } }) {
    return presentShare(await createShare(deps, who.user.userId, { ...wanted, expiresAt: end(expiresAt) }));
  },
  async listShares({ deps, who }, { query: { cursor, limit, asset } }) {
    const wanted = { assetId: asset, after: readCursor(cursor), limit: limit + 1 };
    return pageOf(await listShares(deps, who.user.userId, wanted), limit, presentShare, writeCursor);
  },
  async updateShare({ deps, who }, { params: { id }, body: { showsPrompt, showsName, isListed, expiresAt } }) {
    const whose = { id, userId: who.user.userId };
    await changeShare(deps, whose, {
      ...(showsPrompt === undefined ? {} : { showsPrompt }),
      ...(showsName === undefined ? {} : { showsName }),
      ...(isListed === undefined ? {} : { isListed }),
      ...(expiresAt === undefined ? {} : { expiresAt: end(expiresAt) }),
    });
    return presentShare(await readShare(deps, whose));
  },
  async revokeShare({ deps, who }, { params: { id } }) {
    await revokeShare(deps, { id, userId: who.user.userId });
    return undefined;
  },
  async openShare({ deps, who }, { body: { token } }) {
    return presentShared(await findShared(deps, token), { token, viewerId: who?.user.userId });
  },
  async reportShare({ deps, who }, { body }) {
    return { isNew: await reportShared(deps, who?.user.userId ?? null, body) };
  },
} satisfies Partial<ApiHandlers>;
