import { maxUploadBytes, type Upload, upload } from '#core/contract/pages/made.ts';
import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import { ProblemError, unreadable } from './problem.ts';
import { request } from './request.ts';

/** As an input of files has them. */
export const uploadTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];

/** Keeps a picture to start from on the server, for a day. What is none is found out here. @throws ProblemError */
export async function uploadReference(file: Blob, signal?: AbortSignal): Promise<Upload> {
  if (!uploadTypes.includes(file.type)) throw unusable('It is not a PNG, JPEG, WebP or GIF picture.');
  if (file.size > maxUploadBytes) throw unusable('It is larger than 15 MB.');
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (!bitmap) throw unusable('It is damaged or cut off.');
  bitmap.close();
  const answer = await request({ method: 'POST', path: plainPaths.references, file, signal });
  const parsed = upload.safeParse(answer);
  if (!parsed.success) throw unreadable(200);
  return parsed.data;
}

const unusable = (why: string) =>
  new ProblemError({
    type: 'bad_reference',
    title: 'We cannot use that picture',
    status: 400,
    detail: `${why} Nothing was sent, and it cost nothing.`,
    next: 'Choose another picture.',
  });
