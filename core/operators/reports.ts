import { hidePictures, picturesLike, showPictures } from '../abuse/hide.ts';
import { deleteAssets } from '../assets/delete-assets.ts';
import { pictureType } from '../assets/picture-type.ts';
import type { Deps } from '../deps.ts';
import { openText, storedTextOf } from '../keys/stored-text.ts';
import { notFound } from '../not-found.ts';
import { StorageError } from '../ports/storage.ts';
import { revokeSharesOf } from '../shares/change-share.ts';
import type { Operator } from './operator.ts';
import { writeRegisterAction } from './write-action.ts';

/** What is waiting, the oldest first; of one request at most so many reports in words. */
const most = 50;
const mostWords = 20;

const named = {
  ...{ id: true, prompt: true, promptSealed: true, walletId: true, identityId: true, createdAt: true },
  user: { select: { walletId: true } },
  identity: { select: { walletId: true } },
  reports: { orderBy: { createdAt: 'asc' }, take: mostWords },
} as const;

/** Requests whose pictures were reported and nobody dealt with yet; with the prompt, which an operator has to judge. */
export async function listReports(deps: Pick<Deps, 'db' | 'keys' | 'log'>) {
  const waiting = await deps.db.generation.findMany({
    where: { reports: { some: { endedAt: null } } },
    orderBy: { createdAt: 'asc' },
    take: most,
    select: named,
  });
  return Promise.all(
    waiting.map(async ({ prompt, promptSealed, reports, ...row }) => ({
      generationId: row.id,
      prompt: await openText(deps, storedTextOf(prompt, promptSealed)),
      /** Of whoever asked for it, whoever paid. */
      walletId: row.user?.walletId ?? row.identity?.walletId ?? row.walletId,
      ...(await picturesOf(deps, row.id).then((pictures) => ({
        pictures: pictures.length,
        isHidden: pictures.some(({ hiddenAt }) => hiddenAt !== null),
      }))),
      /** Links by which everybody may see one of them, or a copy. */
      links: await deps.db.share.count({
        where: { revokedAt: null, pictures: { some: { assetId: { in: await picturesLike(deps, row.id) } } } },
      }),
      reports: await Promise.all(
        reports.map(async ({ reason, words, wordsSealed, byLink, createdAt }) => ({
          ...{ reason, byLink, createdAt },
          words: await openText(deps, storedTextOf(words, wordsSealed)),
        })),
      ),
    })),
  );
}

/** Whom most was refused in the last week. */
export async function listOffenders({ db }: Pick<Deps, 'db'>) {
  const points = await db.strike.groupBy({
    by: ['userId', 'identityId'],
    _sum: { points: true },
    orderBy: { _sum: { points: 'desc' } },
    take: most,
  });
  const identities = await db.identity.findMany({
    where: { id: { in: points.flatMap(({ identityId }) => identityId ?? []) } },
    include: { user: true },
  });
  const users = await db.user.findMany({ where: { id: { in: points.flatMap(({ userId }) => userId ?? []) } } });
  const all = new Map<string, { walletId: string; points: number; blockedUntil: Date | null; isBlocked: boolean }>();
  for (const { userId, identityId, _sum } of points) {
    const identity = identities.find(({ id }) => id === identityId);
    // What was refused to a guest who has linked since is the account's.
    const person = users.find(({ id }) => id === userId) ?? identity?.user ?? identity;
    if (!person) continue;
    const { walletId, blockedUntil, blockedAt } = person;
    const before = all.get(walletId)?.points ?? 0;
    all.set(walletId, { walletId, points: before + (_sum.points ?? 0), blockedUntil, isBlocked: blockedAt !== null });
  }
  return [...all.values()].sort((one, other) => other.points - one.points);
}

interface Action {
  id: string;
  reason: string;
  generationId: string;
}

/** The pictures as small as they lie with us, as data URLs; that an operator looked is recorded first. @throws Failure not_found */
export async function lookAtReport(
  deps: Pick<Deps, 'db' | 'storage'>,
  operator: Operator,
  { id, reason, generationId }: Action,
): Promise<string[]> {
  const { walletId } = await reported(deps, generationId);
  await deps.db.$transaction((tx) => writeRegisterAction(tx, operator, { id, kind: 'report_look', reason, walletId }));
  return Promise.all(
    (await picturesOf(deps, generationId)).map(async ({ storageKey, thumbnailKey, contentType }) => {
      // It has no thumbnail before it is proven.
      const small = await deps.storage.get(thumbnailKey).catch((error: unknown) => {
        if (error instanceof StorageError && error.code === 'not_found') return undefined;
        throw error;
      });
      return small
        ? `data:image/webp;base64,${small.toString('base64')}`
        : `data:${pictureType.parse(contentType)};base64,${(await deps.storage.get(storageKey)).toString('base64')}`;
    }),
  );
}

export type Verdict = 'dismiss' | 'hide' | 'show' | 'delete' | 'revoke';

/** Ends what was reported about a request: nothing is wrong, or its pictures are hidden, shown again or deleted, or links to them end. @throws Failure not_found */
export async function endReports(
  deps: Pick<Deps, 'db' | 'queues' | 'log'>,
  operator: Operator,
  { id, reason, generationId, verdict }: Action & { verdict: Verdict },
): Promise<undefined> {
  const { walletId } = await reported(deps, generationId);
  const isNew = await deps.db.$transaction(async (tx) => {
    if (!(await writeRegisterAction(tx, operator, { id, kind: `report_${verdict}`, reason, walletId }))) return false;
    await tx.report.updateMany({ where: { generationId, endedAt: null }, data: { endedAt: new Date() } });
    return true;
  });
  if (!isNew) return undefined;
  if (verdict === 'delete') await deleteAssets(deps, generationId);
  if (verdict === 'hide' || verdict === 'delete') await hidePictures(deps, generationId);
  if (verdict === 'show') await showPictures(deps, generationId);
  if (verdict === 'revoke') await revokeSharesOf(deps, generationId);
  return undefined;
}

async function reported({ db }: Pick<Deps, 'db'>, generationId: string) {
  const found = await db.generation.findFirst({
    where: { id: generationId, reports: { some: {} } },
    select: {
      walletId: true,
      user: { select: { walletId: true } },
      identity: { select: { walletId: true } },
    },
  });
  if (!found) throw notFound('Nobody reported that');
  return { walletId: found.user?.walletId ?? found.identity?.walletId ?? found.walletId };
}

/** Those of a request that there are, and copies, which may be shared, of those that their owner deleted. */
const picturesOf = async (deps: Pick<Deps, 'db'>, generationId: string) =>
  deps.db.asset.findMany({
    where: {
      id: { in: await picturesLike(deps, generationId) },
      deletedAt: null,
      OR: [{ generationId }, { parent: { deletedAt: { not: null } } }],
    },
    orderBy: [{ createdAt: 'asc' }, { position: 'asc' }],
    take: most,
  });
