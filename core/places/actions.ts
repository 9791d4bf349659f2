import { z } from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import { openChatId } from '../accounts/chat-id.ts';
import type { Deps } from '../deps.ts';

export interface ByManager {
  workspaceId: string;
  /** Who manages it. */
  identityId: string;
}

/** What those who manage a place do there. */
const placeActionKind = z.enum(['rules', 'block', 'unblock', 'take_away']);
export type PlaceActionKind = z.infer<typeof placeActionKind>;

/** In the transaction of what is done, so that the others who manage the place can see it. */
export async function recordAction(
  tx: Pick<Prisma.TransactionClient, 'placeAction'>,
  { workspaceId, identityId }: ByManager,
  kind: PlaceActionKind,
  generationId: string | null = null,
): Promise<void> {
  await tx.placeAction.create({ data: { workspaceId, identityId, kind, generationId } });
}

export interface PlaceAction {
  kind: PlaceActionKind;
  /** The chat's id of who did it; undefined if it can no longer be read. */
  by: string | undefined;
  at: Date;
}

const mostListed = 10;

/** What was done last, the latest first; at most 10. @throws StorageError unavailable, if the key store is away */
export async function listActions(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  workspaceId: string,
): Promise<PlaceAction[]> {
  const actions = await deps.db.placeAction.findMany({
    where: { workspaceId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: mostListed,
    select: { kind: true, createdAt: true, identity: { select: { externalId: true, externalIdSealed: true } } },
  });
  return Promise.all(
    actions.map(async ({ kind, createdAt: at, identity }) => ({
      kind: placeActionKind.parse(kind),
      by: await openChatId(deps, identity),
      at,
    })),
  );
}
