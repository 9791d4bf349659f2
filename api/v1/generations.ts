import { plainWords } from '#core/chat/card/text.ts';
import { beforehand } from '#core/generations/beforehand.ts';
import { cancelGeneration } from '#core/generations/cancel.ts';
import type { Begun } from '#core/make/begun.ts';
import { listRequests, readRequest } from '#core/make/list-requests.ts';
import { makeImages } from '#core/make/make-images.ts';
import { makePixelArt } from '#core/make/make-pixel-art.ts';
import { quoteImages } from '#core/make/quote.ts';
import { keepUpload } from '#core/make/uploads.ts';
import { useTool } from '#core/make/use-tool.ts';
import { notFound } from '#core/not-found.ts';
import { readCursor, writeCursor } from '../lists/cursor.ts';
import { pageOf } from '../lists/page.ts';
import type { V1Context, V1Handlers } from './handler.ts';
import { presentGeneration } from './present.ts';
import { requestKeyOf } from './request-key.ts';

/** In seconds: while it goes on, it is worth asking again then. */
const askAgain = { queued: 2, running: 1 } as const;

const gone = () => notFound('There is no such request');

async function read({ deps, who, response }: V1Context, id: string) {
  const row = await readRequest(deps, { userId: who.user.userId, id });
  if (!row) throw gone();
  if (row.status === 'queued' || row.status === 'running') response.set('retry-after', String(askAgain[row.status]));
  return presentGeneration(deps.config, row);
}

function begun(context: V1Context, { generationId, isRepeated }: Begun) {
  if (isRepeated) context.response.set('idempotency-replayed', 'true');
  context.response.location(`/api/v1/generations/${generationId}`);
  return read(context, generationId);
}

export const generationHandlers = {
  async createGeneration(context, { body }) {
    const { deps, who } = context;
    const requestKey = await requestKeyOf(context, ['createGeneration', body]);
    return begun(context, await makeImages(deps, who.user.userId, { ...body, requestKey }));
  },

  async useTool(context, { params, body }) {
    const { deps, who } = context;
    const requestKey = await requestKeyOf(context, ['useTool', params.id, body]);
    return begun(context, await useTool(deps, who.user.userId, { ...body, assetId: params.id, requestKey }));
  },

  async makePixelArt(context, { body }) {
    const { deps, who } = context;
    const requestKey = await requestKeyOf(context, ['makePixelArt', body]);
    return begun(context, await makePixelArt(deps, who.user.userId, { ...body, requestKey }));
  },

  async quoteGeneration({ deps, who }, { body }) {
    const { price, balance, hindrances } = await quoteImages(deps, who.user, body);
    const problems = hindrances.map(({ field = null, failure: { code, message, next } }) => ({
      field,
      code,
      message: beforehand(message),
      next: plainWords(next),
    }));
    return { price, balance, problems };
  },

  getGeneration: (context, { params }) => read(context, params.id),

  async listGenerations({ deps, who }, { query: { cursor, limit } }) {
    const rows = await listRequests(deps, who.user.userId, { after: readCursor(cursor), limit: limit + 1 });
    return pageOf(rows, limit, (row) => presentGeneration(deps.config, row), writeCursor);
  },

  async cancelGeneration({ deps, who }, { params }) {
    const { userId } = who.user;
    const outcome = await cancelGeneration(deps, { generationId: params.id, who: { identityId: null, userId } });
    if (outcome === 'not_yours') throw gone();
    return { outcome };
  },

  async createUpload({ deps, who, request }) {
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const { id, contentType, byteLength, expiresAt } = await keepUpload(deps, who.user.userId, bytes);
    return { id, contentType, byteLength, expiresAt: expiresAt.toISOString() };
  },
} satisfies Partial<V1Handlers>;
