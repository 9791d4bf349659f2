import { Router as router } from 'express';
import type { RateLimits } from '../auth/rate-limits.ts';
import type { AddressOf } from '../client-address.ts';

/** Whoever has a link needs no account: what they can cost us, and how many reports they can send, is bounded by where they come from. */
export function limitShared(limits: RateLimits, addressOf: AddressOf) {
  const routes = router();
  const limited = (path: string, what: 'shared' | 'report') =>
    routes.post(path, async (request, _response, next) => {
      await limits.count(what, { address: addressOf(request) });
      next();
    });
  limited('/api/shared/open', 'shared');
  limited('/api/shared/report', 'report');
  return routes;
}
