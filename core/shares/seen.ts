import type { Prisma } from '../../prisma/generated/client.ts';
import type { shown } from '../assets/shown.ts';

type Asset = Record<keyof typeof shown, Date | null>;

/** Whether an image is one that anybody but its owner may see. Asked at every look, so that a link shows nothing that went a moment ago. */
export const isSeen = (asset: Asset): boolean =>
  asset.deletedAt === null && asset.trashedAt === null && asset.hiddenAt === null && asset.flaggedAt === null;

/** For Prisma: a link that is open, of somebody who is not blocked and not about to be erased. */
export const openShare = (now: Date): Prisma.ShareWhereInput => ({
  revokedAt: null,
  OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
  user: { deletionDueAt: null, OR: [{ blockedAt: null }, { blockedUntil: { lte: now } }] },
});
