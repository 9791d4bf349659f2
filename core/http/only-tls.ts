import type { RequestHandler } from 'express';
import type { Config } from '../config.ts';

/**
 * Sends a person who came by plain HTTP to the same address with TLS, once a trusted proxy (TRUST_PROXY) says so in X-Forwarded-Proto. What
 * reaches us without a proxy, as a platform's own health check does, crosses no network.
 */
export function onlyTls({ production, publicUrl }: Pick<Config, 'production' | 'publicUrl'>): RequestHandler {
  if (!production || !publicUrl.startsWith('https:')) return (_request, _response, next) => next();
  const { host, origin } = new URL(publicUrl);
  return (request, response, next) => {
    if (request.secure || request.get('x-forwarded-proto') === undefined) return next();
    // Only to ourselves: whose name the request has is for whoever sent it to say, and browsers remember where they were sent.
    if ((request.method === 'GET' || request.method === 'HEAD') && request.host === host)
      return response.redirect(308, origin + request.originalUrl.replace(/^\/+/, '/'));
    // Whatever it carries has already crossed the network readable: following a redirect would only hide that.
    response.status(403).type('text').send('Use https:. Nothing was changed.\n');
  };
}
