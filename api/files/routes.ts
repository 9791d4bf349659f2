import { type Request, type Response, type Router, Router as router } from 'express';
import { z } from 'zod';
import { zipName } from '#core/assets/file-name.ts';
import { findPicture } from '#core/assets/find-picture.ts';
import { readDescribedLink, readOriginalLink } from '#core/assets/original-link.ts';
import type { PictureType } from '#core/assets/picture-type.ts';
import { inTrash } from '#core/assets/trash/refusals.ts';
import { writeZip, type ZippedAsset } from '#core/assets/write-zip.ts';
import { openZip } from '#core/assets/zip-assets.ts';
import { fileType } from '#core/contract/pages/shapes.ts';
import { mostParts } from '#core/contract/project-zip.ts';
import type { Deps } from '#core/deps.ts';
import { findDescribed } from '#core/generations/description.ts';
import { notFound } from '#core/not-found.ts';
import { ownerByZipLink } from '#core/projects/zip-link.ts';
import { openProjectZip } from '#core/projects/zip-project.ts';
import { type ReadSession, signedOut } from '../json/router.ts';
import { sendConverted } from './send-converted.ts';
import { sendMoving } from './send-moving.ts';
import { hungUp, pictureKind, sendInput, sendPicture } from './send-picture.ts';

const projectZip = z.object({ id: z.uuid(), part: z.coerce.number().int().min(1).max(mostParts).optional() });
const picture = z.object({ id: z.uuid(), kind: pictureKind });

/** @throws Failure not_found */
function convertedTo(name: unknown): PictureType {
  const type = fileType.safeParse(name);
  if (!type.success) throw notFound('There is no such file');
  return `image/${type.data}`;
}

/** A person's own pictures, and zips of them: the session decides, not the address. Only an original has a link that is signed. */
export function fileRoutes(deps: Deps, readSession: ReadSession): Router {
  const routes = router();

  routes.get('/files/assets/:id/moving', async (request, response) => {
    const who = await readSession(request);
    response.set('cache-control', 'no-store'); // for errors
    if (!who) throw signedOut();
    const wanted = z.object({ id: z.uuid() }).safeParse(request.params);
    if (!wanted.success) throw notFound('There is no such image');
    const asset = await findPicture(deps, { userId: who.user.userId, id: wanted.data.id });
    if (asset && asset.trashedAt !== null) throw inTrash();
    await sendMoving(deps, asset, {}, { request, response });
  });

  routes.get('/files/assets/:id/:kind', async (request, response) => {
    const who = await readSession(request);
    response.set('cache-control', 'no-store'); // for errors
    if (!who) throw signedOut();
    const wanted = picture.safeParse(request.params);
    if (!wanted.success) throw notFound('There is no such image');
    const { id, kind } = wanted.data;
    const { userId } = who.user;
    const asset = await findPicture(deps, { userId, id });
    // The page of the trash shows what is in it, small; whoever wants more of it takes it out first.
    if (asset && asset.trashedAt !== null && kind === 'image') throw inTrash();
    const type = kind === 'image' && request.query.as !== undefined ? convertedTo(request.query.as) : undefined;
    if (asset && type !== undefined && type !== asset.contentType)
      await sendConverted(deps, asset, { type, userId }, { request, response });
    else await sendPicture(deps, asset, { kind }, { request, response });
  });

  // The chats fetch it for whom they show it to, so it is not bound to this site.
  routes.get('/files/originals/:id', async (request, response) => {
    response.set('cache-control', 'no-store'); // for errors
    const id = readOriginalLink(deps.config, { ...request.query, ...request.params });
    const over = { 'cross-origin-resource-policy': 'cross-origin' };
    const { small, moving } = request.query;
    const found = await findPicture(deps, { id });
    const kind = small === undefined ? 'image' : small === 'png' ? 'png' : 'thumbnail';
    if (moving !== undefined) await sendMoving(deps, found, { over }, { request, response });
    else await sendPicture(deps, found, { kind, over }, { request, response });
  });

  routes.get('/files/described/:id', async (request, response) => {
    response.set('cache-control', 'no-store'); // for errors
    const id = readDescribedLink(deps.config, { ...request.query, ...request.params });
    const over = { 'cross-origin-resource-policy': 'cross-origin' };
    await sendInput(deps, await findDescribed(deps, id), { over }, { request, response });
  });

  routes.get('/files/zip', async (request, response) => {
    const who = await readSession(request);
    if (!who) throw signedOut();
    const assets = await openZip(deps, { userId: who.user.userId, query: request.query });
    await sendZip(deps, assets, `upixel-${new Date().toISOString().slice(0, 10)}.zip`, { request, response });
  });

  // To its owner, and to whoever has a link of ours: chats hand it out.
  routes.get('/files/projects/:id/zip', async (request, response) => {
    response.set('cache-control', 'no-store'); // for errors
    const asked = { ...request.query, ...request.params };
    const isLinked = request.query.signature !== undefined;
    const userId = isLinked ? await ownerByZipLink(deps, asked) : (await readSession(request))?.user.userId;
    if (userId === undefined) throw signedOut();
    const wanted = projectZip.safeParse(asked);
    if (!wanted.success) throw notFound('There is no such project');
    const { id, part } = wanted.data;
    const { name, assets } = await openProjectZip(deps, { userId, id, part: part ?? 1 });
    await sendZip(deps, assets, zipName(name, new Date(), part), { request, response });
  });

  return routes;
}

async function sendZip(
  deps: Deps,
  assets: ZippedAsset[],
  name: string,
  { request, response }: { request: Request; response: Response },
): Promise<void> {
  response.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  response.attachment(name);
  if (request.method === 'HEAD') return void response.end();
  await writeZip(deps, assets, response).catch((error) => {
    hungUp(deps, error);
    response.destroy();
  });
}
