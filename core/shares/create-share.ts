import { createHash } from 'node:crypto';
import { requestsThatDrew } from '../assets/made-by-run.ts';
import { shown } from '../assets/shown.ts';
import { isDuplicate } from '../database/is-duplicate.ts';
import { databaseNow } from '../database/now.ts';
import type { Deps } from '../deps.ts';
import { sealWords } from '../keys/seal-words.ts';
import { hashToken, newToken } from '../linking/link-identity.ts';
import { notFound } from '../not-found.ts';
import { unlessLeaving } from '../privacy/erasure/leaving.ts';
import { mostShares } from './limits.ts';
import { readShare } from './list-shares.ts';
import { cannotShare, tooManyShares } from './refusals.ts';
import { openShare } from './seen.ts';
import type { OwnShare } from './share-row.ts';

export interface Choices {
  showsPrompt: boolean;
  showsName: boolean;
  isListed: boolean;
  /** Null: it ends when its owner ends it. */
  expiresAt: Date | null;
}

/**
 * Makes a link to images of an account, in the order in which they were chosen. Only what a model made here, and so passed our checks, is shown to others, and copies of it.
 * With a `requestKey`, chosen by whoever asks, for this one link, a second press or another try after a lost answer makes no other.
 * @throws Failure not_found, cannot_share, too_many_shares, deletion_under_way
 */
export async function createShare(
  deps: Pick<Deps, 'db' | 'keys' | 'log' | 'config'>,
  userId: string,
  { ids, requestKey, ...choices }: Choices & { ids: readonly string[]; requestKey?: string | undefined },
): Promise<OwnShare> {
  const { db } = deps;
  const id = requestKey === undefined ? undefined : idOf(userId, requestKey);
  // What it was made for may be gone by the second time.
  if (id !== undefined && (await db.share.count({ where: { id, userId } })) > 0) return readShare(deps, { id, userId });
  const chosen = [...new Set(ids)];
  const own = await db.asset.findMany({ where: { id: { in: chosen }, userId, ...shown }, select: { id: true } });
  const shareable = await requestsThatDrew(
    deps,
    own.map((asset) => asset.id),
  );
  if (shareable.size === 0 && (await db.asset.count({ where: { id: { in: chosen }, userId } })) === 0)
    throw notFound('There is no such image');
  if (shareable.size < chosen.length) throw cannotShare(chosen.length - shareable.size);
  if ((await db.share.count({ where: { userId, ...openShare(await databaseNow(deps)) } })) >= mostShares)
    throw tooManyShares();
  const token = newToken();
  const words = await sealWords(deps, { userId }, token);
  const stored = { tokenHash: hashToken(token), token: words.readable, tokenSealed: words.sealed };
  const pictures = { create: chosen.map((assetId, index) => ({ assetId, number: index + 1 })) };
  const data = { userId, ...choices, ...stored, pictures, ...(id === undefined ? {} : { id }) };
  try {
    const made = await unlessLeaving(() => db.share.create({ data, select: { id: true } }));
    return readShare(deps, { id: made.id, userId });
  } catch (error) {
    if (id === undefined || !isDuplicate(error)) throw error; // pressed twice at once
    return readShare(deps, { id, userId });
  }
}

/** So that the same account and the same key have one, and no two accounts do. */
function idOf(userId: string, requestKey: string): string {
  const hex = createHash('sha256').update(`${userId} ${requestKey}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
