import type { RequestHandler } from 'express';
import type { RateLimits } from '../auth/rate-limits.ts';
import type { AddressOf } from '../client-address.ts';

/** Tokens of 256 bits cannot be guessed; this keeps people who try from costing us anything. */
export function limitLinks(limits: RateLimits, addressOf: AddressOf): RequestHandler {
  return async (request, _response, next) => {
    await limits.count('link', { address: addressOf(request) });
    next();
  };
}
