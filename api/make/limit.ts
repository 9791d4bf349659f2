import { Router as router } from 'express';
import type { RateLimits } from '../auth/rate-limits.ts';
import type { AddressOf } from '../client-address.ts';

/** Each look at the channels asks Discord some fifty times, of whom we may ask fifty times a second: then nobody is answered. */
export function limitChats(limits: RateLimits, addressOf: AddressOf) {
  const routes = router();
  routes.get('/api/send/places', async (request, _response, next) => {
    await limits.count('chats', { address: addressOf(request) });
    next();
  });
  return routes;
}
