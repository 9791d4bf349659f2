import type { RequestHandler } from 'express';
import type { Config } from '#core/config.ts';
import { Failure } from '#core/failure.ts';

/**
 * Lets only our own pages change anything. The cookie's SameSite=Lax keeps other sites from sending it; the Origin header, which every browser sends
 * with such requests, stops what gets past that (a sibling domain, an old browser).
 */
export function sameOrigin({ publicUrl }: Pick<Config, 'publicUrl'>): RequestHandler {
  const fromOurs = ownOrigin({ publicUrl });
  return (request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    fromOurs(request, response, () => undefined);
    // Another site's form can send text, but not JSON.
    if (request.headers['content-length'] !== '0' && hasBody(request.headers) && !request.is('application/json'))
      throw notJson();
    next();
  };
}

/** The same for what is no JSON. */
export function ownOrigin({ publicUrl }: Pick<Config, 'publicUrl'>): RequestHandler {
  const ours = new URL(publicUrl).origin;
  return (request, _response, next) => {
    if (request.headers.origin !== ours) throw foreign();
    next();
  };
}

const hasBody = (headers: Record<string, unknown>) =>
  headers['transfer-encoding'] !== undefined || headers['content-length'] !== undefined;

const foreign = () =>
  new Failure('foreign_origin', {
    title: 'That did not come from our pages',
    happened: 'The request came from another site, so it was refused. Nothing was changed.',
    next: 'Do it on our own pages.',
  });

const notJson = () =>
  new Failure('not_json', {
    title: 'That is not JSON',
    happened: 'The API takes application/json only. Nothing was changed.',
    next: 'Send JSON as /api/docs describes it.',
  });
