import { emptyTrash as empty } from '#core/assets/trash/empty-trash.ts';
import { countTrash, listTrash as list, type TrashedAsset } from '#core/assets/trash/list-trash.ts';
import { restoreAssets as restore, trashAssets as trash } from '#core/assets/trash/trash-assets.ts';
import { trashDays } from '#core/contract/pages/gallery.ts';
import { countLinksTo } from '#core/shares/list-shares.ts';
import type { ApiHandlers } from '../json/router.ts';
import { readCursor, writeCursor } from '../lists/cursor.ts';
import { pageOf } from '../lists/page.ts';
import { presentSummary } from './present-summary.ts';

const dayMs = 24 * 60 * 60_000;

export const trashHandlers = {
  async trashAssets({ deps, who }, { body }) {
    const { userId } = who.user;
    const trashed = await trash(deps, { userId, ...body });
    return { trashed, links: await countLinksTo(deps, userId, body.ids) };
  },
  async restoreAssets({ deps, who }, { body }) {
    return { restored: await restore(deps, { userId: who.user.userId, ...body }) };
  },
  async listTrash({ deps, who }, { query: { cursor, limit } }) {
    const { userId } = who.user;
    const position = readCursor(cursor);
    const after = position && { trashedAt: position.createdAt, id: position.id };
    const [rows, total] = await Promise.all([
      list(deps, userId, { after, limit: limit + 1 }),
      after ? null : countTrash(deps, userId),
    ]);
    const cursorOf = ({ trashedAt, id }: TrashedAsset) => writeCursor({ createdAt: trashedAt, id });
    return { ...pageOf(rows, limit, presentTrashed, cursorOf), total };
  },
  async emptyTrash({ deps, who }) {
    return { deleted: await empty(deps, who.user.userId) };
  },
} satisfies Partial<ApiHandlers>;

const presentTrashed = (row: TrashedAsset) => ({
  ...presentSummary(row),
  trashedAt: row.trashedAt.toISOString(),
  goesAt: new Date(row.trashedAt.getTime() + trashDays * dayMs).toISOString(),
});
