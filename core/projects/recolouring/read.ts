import { z } from 'zod';
import type { Recolouring } from '../../../prisma/generated/client.ts';
import type { Deps } from '../../deps.ts';
import { noSuchRecolouring } from './refusals.ts';

/** Why a picture was left out. */
export const leftReasons = ['moves', 'too_many_colours', 'none_of_them', 'unreadable', 'gone'] as const;
export type LeftReason = (typeof leftReasons)[number];

/** How many were left out for each reason; what a later version wrote down is not known here. */
export const leftOut = z.partialRecord(z.enum(leftReasons), z.int()).catch({});

/** @throws Failure not_found */
export async function readRecolouring(
  { db }: Pick<Deps, 'db'>,
  whose: { id: string; userId: string },
): Promise<Recolouring> {
  const row = await db.recolouring.findFirst({ where: whose });
  if (!row) throw noSuchRecolouring();
  return row;
}

/** The latest recolourings that came of a project, or that made one; newest first. */
export async function listRecolourings(
  { db }: Pick<Deps, 'db'>,
  { userId, projectId }: { userId: string; projectId: string },
): Promise<Recolouring[]> {
  return db.recolouring.findMany({
    where: { userId, undoneAt: null, OR: [{ fromProjectId: projectId }, { toProjectId: projectId }] },
    orderBy: { createdAt: 'desc' },
    take: mostListed,
  });
}

const mostListed = 10;
