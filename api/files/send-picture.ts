import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { fileName } from '#core/assets/file-name.ts';
import type { findPicture } from '#core/assets/find-picture.ts';
import { largeThumbnailOf } from '#core/assets/large-thumbnail.ts';
import { endingOf, type PictureType } from '#core/assets/picture-type.ts';
import { waitForThumbnail } from '#core/assets/prove.ts';
import { type PictureKind, pictureKinds } from '#core/contract/pages/plain-paths.ts';
import type { Deps } from '#core/deps.ts';
import { notFound } from '#core/not-found.ts';
import { StorageError } from '#core/ports/storage.ts';

/** Nothing in a picture may run or be embedded elsewhere, whatever ended up in the store. */
export const pictureHeaders = {
  'cache-control': 'private, max-age=3600, immutable',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  vary: 'Cookie',
};

type Whole = NonNullable<Awaited<ReturnType<typeof findPicture>>>;
/** Of one that is shown by a link, nobody says what was done to it. */
type Found = Omit<Whole, 'tool' | 'generation'> & Partial<Pick<Whole, 'tool'>>;
export const pictureKind = z.enum(pictureKinds);

/** A picture that this request may see, from the store. `over`: headers that differ; `isUnnamed`: its file does not say what was asked for. @throws Failure not_found */
export async function sendPicture(
  deps: Deps,
  asset: Found | undefined,
  wanted: { kind: PictureKind | 'png'; over?: Record<string, string>; isUnnamed?: boolean },
  { request, response }: { request: Request; response: Response },
): Promise<void> {
  if (!asset) throw notFound('There is no such image');
  const file = wanted.kind === 'png' ? pngOf(asset) : await fileOf(deps, asset, wanted.kind);
  const isWhole = file.kind === 'image';
  const etag = `"${file.tag}"`;
  const isKept = request.get('if-none-match')?.includes(etag) === true;
  // Opened first: an answer that says it is gone must not be cached for an hour.
  const stream = isKept || request.method === 'HEAD' ? undefined : await open(deps, file.key);
  response.set({
    ...pictureHeaders,
    etag,
    ...(file.kind === wanted.kind ? {} : { 'cache-control': 'no-store' }),
    ...wanted.over,
  });
  if (request.query.download !== undefined)
    response.attachment(fileName(wanted.isUnnamed ? { ...asset, prompt: '' } : asset, file.ending));
  response.type(file.type); // after attachment(), which guesses a type by the name
  if (isKept) return void response.status(304).end();
  if (isWhole) response.set('content-length', String(asset.byteLength));
  if (!stream) return void response.end();
  await pipeline(stream, response).catch((error) => hungUp(deps, error));
}

/** What there is of what is wanted: whoever is earlier than the worker sees the picture itself, in the size of a thumbnail. */
async function fileOf(deps: Deps, asset: Found, wanted: PictureKind) {
  if (wanted === 'image' || !(await waitForThumbnail(deps, asset))) {
    const { storageKey: key, contentType: type, sha256: tag } = asset;
    return { kind: 'image' as const, key, type, tag, ending: endingOf(type) };
  }
  const large =
    wanted === 'large-thumbnail' && (await largeThumbnailOf(deps, { ...asset, owner: { userId: asset.userId } }));
  const [kind, key] = large ? (['large-thumbnail', large] as const) : (['thumbnail', asset.thumbnailKey] as const);
  return { kind, key, type: 'image/webp', tag: `${asset.id}-${kind}`, ending: endingOf('image/webp') };
}

/** A link to it is only given out once it is there. @throws Failure not_found */
function pngOf({ id, pngKey }: Found) {
  if (pngKey === null) throw notFound('There is no such image');
  return { kind: 'png' as const, key: pngKey, type: 'image/png', tag: `${id}-png`, ending: endingOf('image/png') };
}

/** A picture that somebody added: to a request, as the worker has kept it, a PNG; or before one, as it came. @throws Failure not_found */
export async function sendInput(
  deps: Deps,
  input: { key: string; contentType?: PictureType } | undefined,
  { over }: { over: Record<string, string> },
  { request, response }: { request: Request; response: Response },
): Promise<void> {
  if (!input) throw notFound('There is no such image');
  const stream = request.method === 'HEAD' ? undefined : await open(deps, input.key);
  response.set({ ...pictureHeaders, ...over }).type(input.contentType ?? 'image/png');
  if (!stream) return void response.end();
  await pipeline(stream, response).catch((error) => hungUp(deps, error));
}

async function open({ storage, log }: Pick<Deps, 'storage' | 'log'>, key: string) {
  try {
    return await storage.stream(key);
  } catch (error) {
    if (!(error instanceof StorageError) || error.code !== 'not_found') throw error;
    log.error({ key }, 'a picture is missing in the store');
    throw notFound('The file of this image is gone');
  }
}

/** People leave while a picture is being sent; that is no error of ours. */
export function hungUp({ log }: Pick<Deps, 'log'>, error: unknown): void {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE') return;
  log.warn({ err: error }, 'a file could not be sent to its end');
}
