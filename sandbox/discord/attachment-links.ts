import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '#sandbox/kit/clock.ts';
import { limits } from './limits.ts';

/** Fixed, so that links survive a restart of the sandbox; it protects only the 24 hours. */
const KEY = 'sandbox-attachment-links';

const signature = (path: string, expires: string, issued: string) =>
  createHmac('sha256', KEY).update(`${path}?${expires}&${issued}`).digest('hex');

/** A link signed like Discord's: `ex` and `is` are seconds in hex, `hm` the signature over the path and both. */
export function signLink(baseUrl: string, path: string, clock: Clock): string {
  const issuedS = Math.floor(clock.now() / 1000);
  const expires = (issuedS + limits.attachmentLinkMs / 1000).toString(16);
  const issued = issuedS.toString(16);
  return `${baseUrl}${path}?ex=${expires}&is=${issued}&hm=${signature(path, expires, issued)}&`;
}

export function isLinkValid(path: string, query: URLSearchParams, clock: Clock): boolean {
  const expires = query.get('ex') ?? '';
  const expected = Buffer.from(signature(path, expires, query.get('is') ?? ''));
  const given = Buffer.from(query.get('hm') ?? '');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  return Number.parseInt(expires, 16) * 1000 > clock.now();
}
