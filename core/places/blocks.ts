import { openChatId } from '../accounts/chat-id.ts';
import type { Deps } from '../deps.ts';
import { repeatable } from '../requests/lost-answer.ts';
import { type ByManager, recordAction } from './actions.ts';

/** Keeps a member from using UPixel in one place from now on; what they have asked for is still made. False if they were blocked before. */
export const blockMember = (deps: Pick<Deps, 'db'>, by: ByManager, identityId: string): Promise<boolean> =>
  repeatable(() =>
    deps.db.$transaction(async (tx) => {
      const { count } = await tx.placeBlock.createMany({
        data: [{ workspaceId: by.workspaceId, identityId }],
        skipDuplicates: true,
      });
      if (count > 0) await recordAction(tx, by, 'block');
      return count > 0;
    }),
  );

/** False if they were not blocked. */
export const unblockMember = (deps: Pick<Deps, 'db'>, by: ByManager, identityId: string): Promise<boolean> =>
  repeatable(() =>
    deps.db.$transaction(async (tx) => {
      const { count } = await tx.placeBlock.deleteMany({ where: { workspaceId: by.workspaceId, identityId } });
      if (count > 0) await recordAction(tx, by, 'unblock');
      return count > 0;
    }),
  );

const mostListed = 20;

/** The chat's ids of those who are blocked, the latest first; at most 20. */
export async function listBlocked(deps: Pick<Deps, 'db' | 'keys' | 'log'>, workspaceId: string): Promise<string[]> {
  const blocks = await deps.db.placeBlock.findMany({
    where: { workspaceId },
    orderBy: { createdAt: 'desc' },
    take: mostListed,
    include: { identity: { select: { externalId: true, externalIdSealed: true } } },
  });
  const ids = await Promise.all(blocks.map(({ identity }) => openChatId(deps, identity)));
  return ids.filter((id) => id !== undefined);
}
