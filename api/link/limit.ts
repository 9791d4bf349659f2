import type { RequestHandler } from 'express';
import type { RateLimits } from '../auth/rate-limits.ts';

/** Tokens of 256 bits cannot be guessed; this keeps those who try from costing us anything. */
export function limitLinks(limits: RateLimits): RequestHandler {
  return async (request, _response, next) => {
    await limits.count('link', { address: request.ip ?? '' });
    next();
  };
}
