import { databaseNow } from '../../database/now.ts';
import type { Deps } from '../../deps.ts';
import { cancelGeneration } from '../../generations/cancel.ts';
import { type ClaimedErasure, claimErasure, putOffErasure } from './claim.ts';
import { erasedOf, eraseOwn, isUnasked } from './erase-own.ts';
import { finishErasure } from './finish.ts';
import { readPerson } from './person.ts';
import { tellOthers } from './tell-others.ts';

/**
 * Takes a deletion as far as it goes now: what is under way is called off, then our own rows go, then everybody else is told, then the receipt is
 * written. Each part once done is done; after a crash it goes on with the next. What is left is found by `sweep`.
 */
export async function runErasure(deps: Deps, erasureId: string): Promise<void> {
  const erasure = await claimErasure(deps, erasureId);
  if (!erasure) return;
  try {
    await goOn(deps, erasure);
  } catch (err) {
    // Somebody changed a row of theirs meanwhile, or the database is in trouble: everything was taken back.
    deps.log.warn({ erasureId, err }, 'an erasure is left for later');
    await putOffErasure(deps, erasureId, { failed: true });
  }
}

async function goOn(deps: Deps, erasure: ClaimedErasure): Promise<void> {
  const erasureId = erasure.id;
  if (erasure.state === 'waiting') {
    if ((await callOff(deps, erasure)) && !erasure.isLate) return putOffErasure(deps, erasureId, { failed: false });
    if (!(await eraseOwn(deps, erasure))) return;
    deps.log.info({ erasureId, kind: erasure.kind }, 'a person’s rows are erased');
  }
  const left = await tellOthers(deps, erasureId);
  if (left > 0) {
    return putOffErasure(deps, erasureId, { failed: true });
  }
  await finishErasure(deps, erasure);
  deps.log.info({ erasureId }, 'an erasure is done');
}

/** Cancels what the person has under way. True while something is. */
async function callOff(deps: Deps, erasure: ClaimedErasure): Promise<boolean> {
  const erased = erasedOf(erasure);
  // An account keeps what one of its identities asked for; an idle guest who has something under way is back, and is not erased.
  if (erased.kind === 'identity' || isUnasked(erasure)) return false;
  const person = await readPerson(deps.db, erased);
  if (!person) return false;
  const [userId = null] = person.user;
  const theirs = userId === null ? { userId: null, identityId: { in: [...person.identity] } } : { userId };
  // Leases are the database's, and so is their clock.
  const now = await databaseNow(deps);
  const open = await deps.db.generation.findMany({
    where: { ...theirs, OR: [{ finishedAt: null }, { delivery: { leaseUntil: { gt: now } } }] },
    select: { id: true, identityId: true, finishedAt: true },
  });
  for (const { id, identityId, finishedAt } of open)
    if (finishedAt === null) await cancelGeneration(deps, { generationId: id, who: { userId, identityId } });
  return open.length > 0;
}
