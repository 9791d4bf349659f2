import { pipeline } from 'node:stream/promises';
import { type Response, type Router, Router as router, urlencoded } from 'express';
import { z } from 'zod';
import type { Deps } from '#core/deps.ts';
import { notFound } from '#core/not-found.ts';
import { openByPass, openPart } from '#core/privacy/export/read-exports.ts';
import { recentMs, requireRecent } from '../auth/recent.ts';
import { type ReadSession, signedOut } from '../json/router.ts';
import { hungUp } from './send-picture.ts';

const part = z.object({ id: z.uuid(), number: z.coerce.number().int().min(1).max(10_000) });
const withPass = z.object({ pass: z.string().max(500) });

/** The zips of an export: to its account after a recent sign-in, or by a form with a guest's pass, which so stands in no address. */
export function exportRoutes(deps: Deps, readSession: ReadSession): Router {
  const routes = router();
  const path = '/files/exports/:id/:number';

  routes.get(path, async (request, response) => {
    response.set('cache-control', 'no-store');
    const who = await readSession(request);
    if (!who) throw signedOut();
    requireRecent(who, recentMs);
    await send(deps, response, { userId: who.user.userId }, request.params);
  });

  routes.post(
    path,
    // Its pass is the proof, and no cookie: another site has nothing to send.
    urlencoded({ extended: false, limit: '2kb' }),
    async (request, response) => {
      response.set('cache-control', 'no-store');
      const body = withPass.safeParse(request.body);
      if (!body.success) throw notFound('There is no such export');
      const { id } = await openByPass(deps, body.data.pass);
      await send(deps, response, { id }, request.params);
    },
  );
  return routes;
}

async function send(deps: Deps, response: Response, whose: { userId: string } | { id: string }, params: unknown) {
  const wanted = part.safeParse(params);
  if (!wanted.success) throw notFound('There is no such export');
  const { id: exportId, number } = wanted.data;
  const { stream, byteLength } = await openPart(deps, whose, { exportId, number });
  response.attachment(`upixel-export-${number}.zip`).type('application/zip').set('content-length', String(byteLength));
  await pipeline(stream, response).catch((error: unknown) => hungUp(deps, error));
}
