import type { Request, Response } from 'express';
import { fileName } from '#core/assets/file-name.ts';
import type { findPicture } from '#core/assets/find-picture.ts';
import { endingOf, type PictureType } from '#core/assets/picture-type.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import { convertPicture } from '#core/images/convert-picture.ts';
import { ImageError } from '#core/images/image-error.ts';
import { isAssetOnGrid } from '#core/models/on-grid.ts';
import { notFound } from '#core/not-found.ts';
import { StorageError } from '#core/ports/storage.ts';
import { createTurns, TooManyWaiting } from '#core/turns.ts';
import { pictureHeaders } from './send-picture.ts';

type Picture = NonNullable<Awaited<ReturnType<typeof findPicture>>>;

/** 4096 × 4096 as PNG is 20 to 40 MB; what is larger would be held in memory for longer than it is worth. */
const maxBytes = 60_000_000;
/** A large one takes seconds. More than this would wait for longer than anybody does, and each may be held whole. */
const take = createTurns({ atOnce: 2, waiting: 20 });
/** So that one person cannot take all turns; more than the types there are. */
const mostOfOne = 4;
const ofEach = new Map<string, number>();

/**
 * An image as another type of file, made of the stored one for this answer alone: nothing is kept of it.
 * @throws Failure cannot_convert, too_many_requests, not_found
 */
export async function sendConverted(
  deps: Deps,
  picture: Picture,
  wanted: { type: PictureType; userId: string },
  { request, response }: { request: Request; response: Response },
): Promise<void> {
  const { type, userId } = wanted;
  if (picture.byteLength > maxBytes) throw tooLarge();
  response.set({ ...pictureHeaders, 'cache-control': 'no-store' });
  const copy =
    request.method === 'HEAD'
      ? undefined
      : await inTurn(userId, async () => (response.destroyed ? undefined : copyOf(deps, picture, type)));
  if (response.destroyed) return;
  if (request.query.download !== undefined) response.attachment(fileName(picture, endingOf(type)));
  response.type(type); // after attachment(), which guesses a type by the name
  response.end(copy);
}

async function copyOf({ storage, log }: Deps, picture: Picture, type: PictureType): Promise<Buffer> {
  try {
    const isExact = isAssetOnGrid(picture);
    const copy = await convertPicture(await storage.get(picture.storageKey), { type, isExact });
    if (!copy) throw moves();
    return copy;
  } catch (error) {
    if (error instanceof StorageError && error.code === 'not_found') throw notFound('The file of this image is gone');
    if (!(error instanceof ImageError)) throw error;
    log.warn({ err: error, assetId: picture.id }, 'a picture could not be converted');
    throw error.code === 'too_many_pixels' || error.code === 'too_slow' ? tooLarge() : unreadable();
  }
}

async function inTurn<Result>(userId: string, work: () => Promise<Result>): Promise<Result> {
  const begun = ofEach.get(userId) ?? 0;
  if (begun >= mostOfOne) throw busy('Several of your images are being converted already.');
  ofEach.set(userId, begun + 1);
  try {
    return await take(work);
  } catch (error) {
    if (error instanceof TooManyWaiting) throw busy('Many people convert images just now.');
    throw error;
  } finally {
    const left = (ofEach.get(userId) ?? 1) - 1;
    if (left === 0) ofEach.delete(userId);
    else ofEach.set(userId, left);
  }
}

const busy = (why: string) =>
  new Failure('too_many_requests', {
    title: 'Not just now',
    happened: `${why} Nothing was changed, and it cost nothing.`,
    next: 'Try again in a moment, or download it as it was made.',
  });

const tooLarge = () =>
  new Failure('cannot_convert', {
    title: 'This image is too large to convert',
    happened: 'It takes more time or memory than we give one download. It cost nothing.',
    next: 'Download it as it was made, and convert it with a program of your own.',
  });

const moves = () =>
  new Failure('cannot_convert', {
    title: 'This image moves',
    happened: 'As another file it would stand still. It cost nothing.',
    next: 'Download it as it was made.',
  });

const unreadable = () =>
  new Failure('cannot_convert', {
    title: 'This image cannot be converted',
    happened: 'Its file cannot be read whole. It cost nothing.',
    next: 'Download it as it was made.',
  });
