import type { Deps } from '../../deps.ts';
import { hashToken } from '../../linking/link-identity.ts';
import { notFound } from '../../not-found.ts';
import { whoWaits } from './who-waits.ts';

/** How far a deletion is, for whoever has the token of its page. @throws Failure not_found */
export async function readDeletion({ db }: Pick<Deps, 'db'>, token: string) {
  const erasure = await db.erasure.findUnique({ where: { stopTokenHash: hashToken(token) } });
  if (!erasure) throw notFound('There is no such deletion');
  const left = await db.erasureStep.findMany({
    where: { erasureId: erasure.id, outcome: null },
    select: { kind: true },
  });
  const { state, dueAt, receipt } = erasure;
  return { state, dueAt, receipt, waitingFor: whoWaits(left) };
}
