import type { Deps } from '../../deps.ts';
import { whoWaits } from './who-waits.ts';

export interface WaitingErasure {
  kind: 'account' | 'guest' | 'identity' | 'workspace';
  /** When it should have been carried out, or its rows were erased. */
  since: Date;
  attempts: number;
  waitingFor: string[];
}

/** An hour after it was due nothing holds it up but trouble. */
const lateMs = 60 * 60_000;

/** Deletions that are not carried out, or not everybody could be told of; the longest first. Who it is about is not in it. */
export async function listWaitingErasures(
  { db }: Pick<Deps, 'db'>,
  { limit }: { limit: number },
): Promise<WaitingErasure[]> {
  const rows = await db.erasure.findMany({
    where: {
      OR: [
        { state: 'erased', attempts: { gt: 0 } },
        { state: 'waiting', dueAt: { lt: new Date(Date.now() - lateMs) } },
      ],
    },
    orderBy: { dueAt: 'asc' },
    take: limit,
  });
  const left = await db.erasureStep.findMany({
    where: { erasureId: { in: rows.map(({ id }) => id) }, outcome: null },
    orderBy: { position: 'asc' },
    select: { erasureId: true, kind: true },
  });
  return rows.map(({ id, kind, state, dueAt, erasedAt, attempts }) => ({
    ...{ kind, attempts, since: erasedAt ?? dueAt },
    waitingFor: state === 'waiting' ? ['our own database'] : whoWaits(left.filter(({ erasureId }) => erasureId === id)),
  }));
}
