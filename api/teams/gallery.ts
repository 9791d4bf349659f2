import type { Answered } from '#core/contract/pages/contract.ts';
import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import type { SharedImage } from '#core/contract/pages/team-gallery.ts';
import type { Deps } from '#core/deps.ts';
import { hasLargeThumbnail } from '#core/images/thumbnail.ts';
import { drawnBy } from '#core/models/on-grid.ts';
import { isPixelArt } from '#core/models/pixel-art.ts';
import { notFound } from '#core/not-found.ts';
import { listShared, type SharedRow } from '#core/teams/gallery/list-shared.ts';
import { findPayingTeam, shareWithTeam, takeFromGallery } from '#core/teams/gallery/share-asset.ts';
import { movesOf } from '../assets/present-summary.ts';
import type { ApiHandlers } from '../json/router.ts';
import { readCursor, writeCursor } from '../lists/cursor.ts';
import { pageOf } from '../lists/page.ts';
import { managedBy, memberOf } from './team-for.ts';

/** What members show to each other of what their team paid for. */
export const teamGalleryHandlers = {
  getAssetTeam: ({ deps, who }, { params }) => payingTeam(deps, { userId: who.user.userId, id: params.id }),

  async setAssetTeam({ deps, who }, { params: { id }, body: { isShared } }) {
    const { userId } = who.user;
    const { team } = await payingTeam(deps, { userId, id });
    // Only to people among whom one is; to take it back one need not be.
    if (isShared && team) await memberOf(deps, { workspaceId: team.id, userId });
    const workspaceId = isShared && team ? team.id : null;
    const isDone = (team !== null || !isShared) && (await shareWithTeam(deps, { userId, id, workspaceId }));
    if (!isDone) throw notFound('There is no such image that a team paid for');
    return payingTeam(deps, { userId, id });
  },

  async listTeamAssets({ deps, who }, { params, query: { cursor, limit } }) {
    const { userId } = who.user;
    const { id: workspaceId, walletId } = await memberOf(deps, { workspaceId: params.id, userId });
    const wanted = { userId, after: readCursor(cursor), limit: limit + 1 };
    const rows = await listShared(deps, { workspaceId, walletId }, wanted);
    return pageOf(rows, limit, (row) => presentShared(workspaceId, row), writeCursor);
  },

  async takeTeamAsset({ deps, who }, { params, body: { assetId } }) {
    const { id: workspaceId } = await managedBy(deps, { workspaceId: params.id, userId: who.user.userId });
    if (!(await takeFromGallery(deps, { workspaceId, assetId }))) throw notFound('There is no such image');
    return undefined;
  },
} satisfies Partial<ApiHandlers>;

async function payingTeam(deps: Deps, mine: { userId: string; id: string }): Promise<Answered<'getAssetTeam'>> {
  return { team: (await findPayingTeam(deps, mine)) ?? null };
}

function presentShared(workspaceId: string, row: SharedRow): SharedImage {
  const { id, by, isMine, width, height, createdAt } = row;
  const at = (kind: Parameters<typeof plainPaths.teamFile>[2]) => plainPaths.teamFile(workspaceId, id, kind);
  return {
    ...{ id, by: by || 'a member', isMine, width, height, createdAt: createdAt.toISOString() },
    isPixelArt: isPixelArt(drawnBy(row) ?? ''),
    moves: movesOf(row.layout, at('moving')),
    thumbnailUrl: at('thumbnail'),
    largeThumbnailUrl: hasLargeThumbnail(row) ? at('large-thumbnail') : null,
    imageUrl: at('image'),
  };
}
