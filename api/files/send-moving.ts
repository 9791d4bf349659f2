import type { Request, Response } from 'express';
import { fileStem } from '#core/assets/file-name.ts';
import type { findPicture } from '#core/assets/find-picture.ts';
import { type AnimationLayout, storedLayout } from '#core/assets/layout/asset-layout.ts';
import { type MovingForm, movingForm } from '#core/contract/pages/shapes.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import { ImageError } from '#core/images/image-error.ts';
import { movingFile, movingPicture } from '#core/images/moving-picture.ts';
import { notFound } from '#core/not-found.ts';
import { StorageError } from '#core/ports/storage.ts';
import { createTurns, TooManyWaiting } from '#core/turns.ts';
import { pictureHeaders, sendPicture } from './send-picture.ts';

/** Of one that is shown by a link, nobody says what was done to it. */
type Whole = NonNullable<Awaited<ReturnType<typeof findPicture>>>;
type Picture = Omit<Whole, 'tool' | 'generation'> & Partial<Pick<Whole, 'tool'>>;

/** Ten to thirty milliseconds each: a gallery asks for as many as fit on a screen. */
const take = createTurns({ atOnce: 1, waiting: 200 });

const types: Readonly<Record<MovingForm, string>> = {
  gif: 'image/gif',
  apng: 'image/apng',
  webp: 'image/webp',
  // Nobody registered one.
  aseprite: 'application/octet-stream',
  zip: 'application/zip',
};

/**
 * The frames of an image as one file that moves (`over`: headers that differ): without `as` a GIF to look at, enlarged by a whole factor; else of its own size, as that type, for this answer alone.
 * @throws Failure not_found, cannot_convert, too_many_requests
 */
export async function sendMoving(
  deps: Deps,
  picture: Picture | undefined,
  { over = {} }: { over?: Record<string, string> },
  { request, response }: { request: Request; response: Response },
): Promise<void> {
  const layout = storedLayout.parse(picture?.layout);
  if (!picture || layout?.kind !== 'animation') throw notFound('There is no such image');
  const form = movingForm.optional().safeParse(request.query.as);
  if (!form.success) throw notFound('There is no such file');
  const etag = `"${picture.sha256}-moving"`;
  if (form.data === undefined && request.get('if-none-match')?.includes(etag)) {
    response.set({ ...pictureHeaders, etag, ...over });
    return void response.status(304).end();
  }
  const file = await madeOf(deps, picture, { layout, form: form.data }).catch((error) => {
    // A list has something to show all the same.
    if (form.data === undefined && error instanceof TooManyWaiting) return undefined;
    throw failureOf(error);
  });
  if (response.destroyed) return;
  if (!file && form.data === undefined)
    return sendPicture(deps, picture, { kind: 'thumbnail', over: { ...over, ...noStore } }, { request, response });
  if (!file) throw notOneFile();
  response.set({ ...pictureHeaders, ...(form.data === undefined ? { etag } : noStore), ...over });
  const ending = form.data ?? 'gif';
  if (request.query.download !== undefined) response.attachment(`${fileStem(picture)}.${ending}`);
  response.type(types[ending]); // after attachment(), which guesses a type by the name
  response.end(file);
}

const noStore = { 'cache-control': 'no-store' };

const madeOf = (
  deps: Deps,
  picture: Picture,
  { layout, form }: { layout: AnimationLayout; form: MovingForm | undefined },
) =>
  take(async () => {
    const bytes = await deps.storage.get(picture.storageKey);
    return form === undefined
      ? movingPicture(deps, bytes, layout)
      : movingFile(deps, bytes, layout, { form, name: fileStem(picture) });
  });

function failureOf(error: unknown): unknown {
  if (error instanceof StorageError && error.code === 'not_found') return notFound('The file of this image is gone');
  if (error instanceof TooManyWaiting) return busy();
  return error instanceof ImageError ? notOneFile() : error;
}

const busy = () =>
  new Failure('too_many_requests', {
    title: 'Not just now',
    happened: 'Many animations are looked at just now. Nothing was changed, and it cost nothing.',
    next: 'Try again in a moment, or download the sheet as it was made.',
  });

const notOneFile = () =>
  new Failure('cannot_convert', {
    title: 'These frames cannot be put into one file',
    happened: 'They have more than 256 colours, or pixels that are half transparent. It cost nothing.',
    next: 'Download the sheet as it was made.',
  });
