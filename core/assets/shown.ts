import { Prisma } from '../../prisma/generated/client.ts';

/** Of an asset `a`: its owner sees it in the gallery and wherever else pictures are chosen from. Not deleted, not in the trash, kept back by nobody. */
export const isShown = Prisma.sql`a.deleted_at IS NULL AND a.trashed_at IS NULL AND a.hidden_at IS NULL AND a.flagged_at IS NULL`;

/** The same for Prisma. */
export const shown = { deletedAt: null, trashedAt: null, hiddenAt: null, flaggedAt: null } as const;
