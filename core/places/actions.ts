import type { Prisma } from '../../prisma/generated/client.ts';

export interface ByManager {
  workspaceId: string;
  /** Who manages it. */
  identityId: string;
}

/** What those who manage a place do there. */
export type PlaceActionKind = 'rules' | 'block' | 'unblock' | 'take_away';

/** In the transaction of what is done, so that the others who manage the place can see it. */
export async function recordAction(
  tx: Pick<Prisma.TransactionClient, 'placeAction'>,
  { workspaceId, identityId }: ByManager,
  kind: PlaceActionKind,
  generationId: string | null = null,
): Promise<void> {
  await tx.placeAction.create({ data: { workspaceId, identityId, kind, generationId } });
}
