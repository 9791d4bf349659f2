import express, { type Router, Router as router } from 'express';
import { z } from 'zod';
import { whyBlocked } from '#core/abuse/admit.ts';
import { maxUploadBytes, type Upload } from '#core/contract/pages/made.ts';
import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import type { Deps } from '#core/deps.ts';
import { keptInputs } from '#core/generations/stored-reference.ts';
import { findUpload, keepUpload, unusableUpload } from '#core/make/uploads.ts';
import { notFound } from '#core/not-found.ts';
import { type ReadSession, signedOut } from '../json/router.ts';
import { ownOrigin } from '../json/same-origin.ts';
import { sendInput } from './send-picture.ts';

const types = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];
const ofUpload = z.object({ id: z.uuid() });
const ofRequest = z.object({ id: z.uuid(), number: z.coerce.number().int().min(1).max(3) });

/** Pictures to start from: one is sent here as it is, in a body of its own; and its owner sees it, as long as it is kept. */
export function referenceRoutes(deps: Deps, readSession: ReadSession): Router {
  const routes = router();

  routes.post(
    plainPaths.references,
    async (request, response, next) => {
      response.set('cache-control', 'no-store');
      const who = await readSession(request);
      // Before its body is read.
      if (!who) throw signedOut();
      if (who.user.isBlocked) throw await whyBlocked(deps, who.user);
      if (!request.is(types)) throw unusableUpload('It is not a PNG, JPEG, WebP or GIF picture.');
      if (Number(request.headers['content-length']) > maxUploadBytes) throw unusableUpload('It is larger than 15 MB.');
      response.locals.userId = who.user.userId;
      next();
    },
    ownOrigin(deps.config),
    express.raw({ type: types, limit: maxUploadBytes }),
    async (request, response) => {
      if (!Buffer.isBuffer(request.body)) throw unusableUpload('It is not a PNG, JPEG, WebP or GIF picture.');
      const { id, byteLength, expiresAt } = await keepUpload(deps, response.locals.userId, request.body);
      const upload: Upload = { id, byteLength, url: plainPaths.reference(id), expiresAt: expiresAt.toISOString() };
      response.json(upload);
    },
  );

  routes.get(plainPaths.reference(':id'), async (request, response) => {
    response.set('cache-control', 'no-store'); // for errors
    const who = await readSession(request);
    if (!who) throw signedOut();
    const wanted = ofUpload.safeParse(request.params);
    if (!wanted.success) throw notFound('There is no such image');
    const upload = await findUpload(deps, { userId: who.user.userId, id: wanted.data.id });
    await sendInput(deps, upload, { over: {} }, { request, response });
  });

  routes.get('/files/references/:id/:number', async (request, response) => {
    response.set('cache-control', 'no-store'); // for errors
    const who = await readSession(request);
    if (!who) throw signedOut();
    const wanted = ofRequest.safeParse(request.params);
    if (!wanted.success) throw notFound('There is no such image');
    const { id, number } = wanted.data;
    const key = (await keptInputs(deps, { id, userId: who.user.userId }))[number - 1];
    await sendInput(deps, key ? { key } : undefined, { over: {} }, { request, response });
  });

  return routes;
}
