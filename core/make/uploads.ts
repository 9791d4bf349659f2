import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type PictureType, pictureType } from '../assets/picture-type.ts';
import { sniffFormat, typeOf } from '../assets/sniff-format.ts';
import { text, uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { maxReferenceBytes } from '../generations/reference.ts';
import { notFound } from '../not-found.ts';

/** A request copies it; whoever comes back the same day finds it again. */
const keptMs = 24 * 60 * 60_000;
/** Of one account in that time: more than anybody starts from, and no store of files. */
const mostKept = 40;

export interface Upload {
  id: string;
  key: string;
  contentType: PictureType;
  byteLength: number;
  expiresAt: Date;
}

/**
 * Keeps a picture that an account wants to start from, sealed, for a day. Only its kind is looked at, by its first bytes: the worker decodes it, and takes
 * all that is said about it away, before anybody else sees it. @throws Failure bad_reference, too_much
 */
export async function keepUpload(deps: Pick<Deps, 'db' | 'storage'>, userId: string, bytes: Buffer): Promise<Upload> {
  if (bytes.length > maxReferenceBytes) throw unusableUpload('It is larger than 15 MB.');
  const format = sniffFormat(bytes);
  if (format === undefined) throw unusableUpload('It is not a PNG, JPEG, WebP or GIF picture.');
  const kept = await deps.db.referenceUpload.count({ where: { userId, createdAt: { gt: since() } } });
  if (kept >= mostKept) throw tooMany();
  const id = randomUUID();
  const key = `uploads/${id}`;
  const contentType = typeOf[format];
  // The row first: a file that no row names would stay for a day.
  const row = { id, userId, storageKey: key, contentType, byteLength: bytes.length };
  const { createdAt } = await deps.db.referenceUpload.create({ data: row });
  try {
    await deps.storage.put(key, bytes, { contentType, owner: { userId } });
  } catch (error) {
    await deps.db.referenceUpload.deleteMany({ where: { id } });
    throw error;
  }
  return { id, key, contentType, byteLength: bytes.length, expiresAt: endOf(createdAt) };
}

/** One's own, while it is kept. */
export async function findUpload(
  { db }: Pick<Deps, 'db'>,
  { userId, id }: { userId: string; id: string },
): Promise<Upload | undefined> {
  const row = await db.referenceUpload.findFirst({ where: { id, userId, createdAt: { gt: since() } } });
  if (!row) return undefined;
  const { storageKey: key, byteLength, createdAt } = row;
  return { id, key, byteLength, contentType: pictureType.parse(row.contentType), expiresAt: endOf(createdAt) };
}

/** Its owner takes it away again; a request that was made of it keeps its own copy. @throws Failure not_found */
export async function dropUpload(
  deps: Pick<Deps, 'db' | 'storage'>,
  { userId, id }: { userId: string; id: string },
): Promise<void> {
  const found = await findUpload(deps, { userId, id });
  if (!found) throw notFound('There is no such picture');
  await forget(deps, found);
}

const pastRow = z.object({ id: uuid, key: text });

/** Those whose day is over; not of whoever waits for an answer about their data. Returns how many; at most `batch`. */
export async function forgetUploads(deps: Pick<Deps, 'db' | 'storage'>, batch: number): Promise<number> {
  const past = await sqlRows(deps.db, pastRow)`
    SELECT u.id, u.storage_key AS key FROM reference_uploads u
    WHERE u.created_at <= ${since()} AND NOT has_open_privacy_request(u.user_id, NULL::uuid) ORDER BY u.created_at LIMIT ${batch}::int`;
  for (const each of past) await forget(deps, each);
  return past.length;
}

/** The file first, so that a crash in between leaves a row that is found again. */
async function forget({ db, storage }: Pick<Deps, 'db' | 'storage'>, { id, key }: { id: string; key: string }) {
  await storage.delete([key]);
  await db.referenceUpload.deleteMany({ where: { id } });
}

const since = () => new Date(Date.now() - keptMs);
const endOf = (createdAt: Date) => new Date(createdAt.getTime() + keptMs);

/** @param why as a sentence */
export const unusableUpload = (why: string) =>
  new Failure('bad_reference', {
    title: 'I cannot use that picture',
    happened: `${why} Nothing was kept, and it cost nothing.`,
    next: 'Choose another picture.',
  });

const tooMany = () =>
  new Failure('too_much', {
    title: 'That is enough for a day',
    happened: `You added ${mostKept} pictures today. This one was not kept, and it cost nothing.`,
    next: 'Take some away that you no longer need, or come back tomorrow.',
  });
