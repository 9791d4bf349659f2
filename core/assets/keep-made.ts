import { createHash, randomUUID } from 'node:crypto';
import type { Prisma } from '../../prisma/generated/client.ts';
import { sqlFinds } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { thumbnailOf } from '../images/thumbnail.ts';
import { sealWords } from '../keys/seal-words.ts';
import { notFound } from '../not-found.ts';
import { refuseLeaving } from '../privacy/erasure/leaving.ts';
import { waitWords } from '../words.ts';
import type { AssetLayout } from './layout/asset-layout.ts';
import { endingOf, type PictureType } from './picture-type.ts';

/** Of one account in an hour. They are free: this many a person looks at, and more would be a store of files. */
const mostInAnHour = 60;
const hourMs = 60 * 60_000;
const longestTitle = 200;

export interface MadePicture {
  bytes: Buffer;
  contentType: PictureType;
  width: number;
  height: number;
  /** If it holds frames or tiles. */
  layout?: AssetLayout | undefined;
}

interface Origin {
  userId: string;
  /** The image that it was made from, and what was done to it. */
  parentId: string;
  operation: string;
  projectId: string | null;
  title: string;
  /** The recolouring of a project that it belongs to. */
  recolouringId?: string;
}

/** @throws Failure too_much, deletion_under_way; before anything is made */
export async function refuseMany(deps: Pick<Deps, 'db'>, userId: string): Promise<void> {
  await refuseLeaving(deps, userId);
  const oldest = await deps.db.asset.findFirst({
    where: { userId, source: 'operation', recolouringId: null, createdAt: { gt: new Date(Date.now() - hourMs) } },
    orderBy: { createdAt: 'desc' },
    skip: mostInAnHour - 1,
    select: { createdAt: true },
  });
  if (oldest) throw tooMuch(oldest.createdAt.getTime() + hourMs - Date.now());
}

/**
 * Keeps a picture that we made of an account's own as an image of its own; returns its id. Ask `refuseMany` first.
 * @param together what is written down in the same transaction
 * @throws Failure not_found, if the image that it was made from was deleted or hidden meanwhile
 */
export async function keepMade(
  { db, storage, keys }: Pick<Deps, 'db' | 'storage' | 'keys'>,
  { bytes, contentType, width, height, layout }: MadePicture,
  { userId, title, ...origin }: Origin,
  together?: (tx: Prisma.TransactionClient) => Promise<void>,
): Promise<string> {
  const id = randomUUID();
  const file = `assets/own/${id}`;
  const names = { storageKey: `${file}.${endingOf(contentType)}`, thumbnailKey: `${file}.thumb.webp` };
  const thumbnail = await thumbnailOf(bytes, { width, height, layout });
  const words = await sealWords({ keys }, { userId }, [...title].slice(0, longestTitle).join(''));
  // The files first: what no row names is removed after a day, and a row without files would be shown.
  await Promise.all([
    storage.put(names.storageKey, bytes, { contentType, owner: { userId } }),
    storage.put(names.thumbnailKey, thumbnail, { contentType: 'image/webp', owner: { userId } }),
  ]);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const facts = { contentType, width, height, sha256, byteLength: bytes.length, ...(layout ? { layout } : {}) };
  const data = { id, userId, source: 'operation', ...origin, ...names, ...facts } as const;
  await db.$transaction(async (tx) => {
    // Whoever hides it waits for this, and hides the copy, too.
    const isThere = await sqlFinds(tx)`
      SELECT 1 FROM assets WHERE id = ${origin.parentId}::uuid AND deleted_at IS NULL AND hidden_at IS NULL FOR SHARE`;
    if (!isThere) throw notFound('There is no such image');
    await tx.asset.create({ data: { ...data, title: words.readable, titleSealed: words.sealed } });
    await together?.(tx);
  });
  return id;
}

const tooMuch = (waitMs: number) =>
  new Failure('too_much', {
    title: 'That is enough for an hour',
    happened: `You made ${mostInAnHour} images of others within an hour. This one was not kept, and it cost nothing.`,
    next: `You can make another one in ${waitWords(waitMs)}.`,
  });
