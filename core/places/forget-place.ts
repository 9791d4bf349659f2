import type { Prisma } from '../../prisma/generated/client.ts';

/** What those who managed a server or workspace wanted there, once it is forgotten. */
export async function forgetPlace(tx: Prisma.TransactionClient, workspaceId: string): Promise<void> {
  const where = { workspaceId };
  await tx.placeRules.deleteMany({ where });
  await tx.placeChannel.deleteMany({ where });
  await tx.placeGroup.deleteMany({ where });
  await tx.placeBlock.deleteMany({ where });
  await tx.placeAction.deleteMany({ where });
}
