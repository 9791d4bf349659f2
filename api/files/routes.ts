import { type Router, Router as router } from 'express';
import { z } from 'zod';
import type { Deps } from '#core/deps.ts';
import { notFound } from '../json/problem.ts';
import { type ReadSession, signedOut } from '../json/router.ts';
import { hungUp, sendPicture } from './send-picture.ts';
import { sendZip } from './send-zip.ts';
import { readZipLink } from './zip-link.ts';

const picture = z.object({ id: z.uuid(), kind: z.enum(['image', 'thumbnail']) });

/** A person's own pictures, and zips of them. Nobody else's: the session decides, not the address. */
export function fileRoutes(deps: Deps, readSession: ReadSession): Router {
  const routes = router();

  routes.get('/files/assets/:id/:kind', async (request, response) => {
    const who = await readSession(request);
    response.set('cache-control', 'no-store'); // of what goes wrong
    if (!who) throw signedOut();
    const wanted = picture.safeParse(request.params);
    if (!wanted.success) throw notFound('There is no such image');
    await sendPicture(deps, who, wanted.data, { request, response });
  });

  routes.get('/files/zip', async (request, response) => {
    const who = await readSession(request);
    if (!who) throw signedOut();
    const ids = readZipLink(deps.config, who.userId, request.query);
    const assets = await deps.db.asset.findMany({
      where: { id: { in: ids }, userId: who.userId, deletedAt: null },
      orderBy: [{ createdAt: 'asc' }, { position: 'asc' }],
      include: { generation: { select: { prompt: true } } },
    });
    if (assets.length === 0) throw notFound('The images of this download are gone');
    response.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    response.attachment(`upixel-${new Date().toISOString().slice(0, 10)}.zip`);
    if (request.method === 'HEAD') return void response.end();
    const named = assets.map(({ generation, ...asset }) => ({ ...asset, prompt: generation.prompt }));
    await sendZip(deps, named, response).catch((error) => {
      hungUp(deps, error);
      response.destroy();
    });
  });

  return routes;
}
