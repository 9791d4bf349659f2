import { type Request, type Response, type Router, Router as router } from 'express';
import { z } from 'zod';
import { storedLayout } from '#core/assets/layout/asset-layout.ts';
import { shownKinds } from '#core/contract/pages/plain-paths.ts';
import { mostShared } from '#core/contract/pages/shares.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import { ImageError } from '#core/images/image-error.ts';
import { linkPicture } from '#core/images/link-picture.ts';
import { notFound } from '#core/not-found.ts';
import { StorageError } from '#core/ports/storage.ts';
import { findSharedPicture } from '#core/shares/find-shared.ts';
import { linkPictureSize } from '#core/shares/link-picture-size.ts';
import { createTurns, TooManyWaiting } from '#core/turns.ts';
import { sendMoving } from './send-moving.ts';
import { pictureHeaders, sendPicture } from './send-picture.ts';

type Picture = NonNullable<Awaited<ReturnType<typeof findSharedPicture>>>;
interface Exchange {
  request: Request;
  response: Response;
}

const wanted = z.object({
  token: z.string().min(20).max(100),
  number: z.coerce.number().int().min(1).max(mostShared),
  kind: z.enum([...shownKinds, 'preview']),
});

/** Decoding takes a whole processor for a moment, and whoever asks needs no account. */
const take = createTurns({ atOnce: 1, waiting: 20 });

/**
 * The pictures of a link, for whoever has it. Each look asks whether the link still shows it: a browser may keep a copy, but asks before it shows it
 * again, and nobody in between keeps one. `preview` is what chats show under the link.
 */
export function sharedFiles(deps: Deps): Router {
  const routes = router();
  routes.get('/files/shared/:token/:number/:kind', async (request, response) => {
    response.set('cache-control', 'no-store'); // for errors
    const asked = wanted.safeParse(request.params);
    const picture = asked.success ? await findSharedPicture(deps, asked.data) : undefined;
    if (!asked.success || !picture) throw gone();
    const over = {
      'cache-control': 'private, no-cache',
      ...(picture.isListed ? {} : { 'x-robots-tag': 'noindex' }),
    };
    const { kind } = asked.data;
    const exchange = { request, response };
    if (kind === 'moving') await sendMoving(deps, picture, { over }, exchange);
    else if (kind === 'preview') await sendPreview(deps, picture, over, exchange);
    else await sendPicture(deps, picture, { kind, over }, exchange);
  });
  return routes;
}

async function sendPreview(
  deps: Deps,
  picture: Picture,
  over: Record<string, string>,
  { request, response }: Exchange,
): Promise<void> {
  const etag = `"${picture.sha256}-preview"`;
  response.set({ ...pictureHeaders, etag, ...over });
  if (request.get('if-none-match')?.includes(etag)) return void response.status(304).end();
  const drawn = await drawnInTurn(deps, picture);
  if (drawn) response.type(drawn.type).send(drawn.bytes);
  else await sendPicture(deps, picture, { kind: 'image', over }, { request, response });
}

/** Undefined: it cannot be drawn anew, so it is sent as it is. */
async function drawnInTurn({ storage, log }: Deps, picture: Picture) {
  const { isPixelArt, width, height, storageKey } = picture;
  const layout = storedLayout.parse(picture.layout);
  try {
    return await take(async () =>
      linkPicture(await storage.get(storageKey), {
        isPixelArt,
        layout,
        size: linkPictureSize({ isPixelArt, layout, width, height }),
      }),
    );
  } catch (error) {
    if (error instanceof StorageError && error.code === 'not_found') throw gone();
    if (error instanceof TooManyWaiting) throw busy();
    if (!(error instanceof ImageError)) throw error;
    log.warn({ err: error, assetId: picture.id }, 'a picture could not be drawn for a link');
    return undefined;
  }
}

const gone = () => notFound('There is no such image');

const busy = () =>
  new Failure('too_many_requests', {
    title: 'Not just now',
    happened: 'Many links are looked at just now. Nothing was changed.',
    next: 'Try again in a moment.',
  });
