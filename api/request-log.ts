import type { Request, RequestHandler } from 'express';
import { browserName } from '#core/accounts/browser-name.ts';
import type { Deps } from '#core/deps.ts';
import type { AddressOf } from './client-address.ts';

/**
 * One line for each answer, for security and debugging: when, what, how it ended, from which network and which kind of browser. It holds ids alone:
 * no query, no account, no whole address.
 */
export function requestLog({ log }: Pick<Deps, 'log'>, addressOf: AddressOf): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    response.once('close', () => {
      const { method } = request;
      const ms = Math.round(performance.now() - startedAt);
      const from = shortened(addressOf(request));
      const browser = browserName(request.get('user-agent'));
      log.info({ method, path: pathOf(request), status: response.statusCode, ms, from, browser }, 'answered');
    });
    next();
  };
}

/** The /24 of an IPv4 address; of IPv6 the /48. Both are shared by many people. */
function shortened(address: string): string {
  if (/^[\d.]+$/.test(address)) return `${address.split('.').slice(0, 3).join('.')}.0/24`;
  return address.includes(':') ? `${address.split(':').slice(0, 3).join(':')}::/48` : 'unknown';
}

const word = /^[a-z][a-z0-9.-]{0,30}$/;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Words and ids; whatever else somebody wrote into an address may be anything. */
const pathOf = ({ originalUrl }: Request): string =>
  (originalUrl.split('?')[0] ?? '')
    .split('/')
    .map((part) => (part === '' || word.test(part) || uuid.test(part) ? part : '…'))
    .join('/')
    .slice(0, 200);
