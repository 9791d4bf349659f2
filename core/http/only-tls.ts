import type { RequestHandler } from 'express';
import type { Config } from '../config.ts';

/**
 * Sends a person who came by plain HTTP to the same address with TLS, once a trusted proxy (TRUST_PROXY) says so in X-Forwarded-Proto. What
 * reaches us without a proxy, as a platform's own health check does, crosses no network.
 */
export function onlyTls({ production, publicUrl }: Pick<Config, 'production' | 'publicUrl'>): RequestHandler {
  if (!production || !publicUrl.startsWith('https:')) return (_request, _response, next) => next();
  return (request, response, next) => {
    if (request.secure || request.get('x-forwarded-proto') === undefined) return next();
    const { pathname, search } = new URL(request.originalUrl, publicUrl);
    if (request.method === 'GET' || request.method === 'HEAD')
      return response.redirect(308, `https://${request.host}${pathname}${search}`);
    // Whatever it carries has already crossed the network readable: following a redirect would only hide that.
    response.status(403).type('text').send('Use https:. Nothing was changed.\n');
  };
}
