import type { Request, Response } from 'express';
import { whyBlocked } from '#core/abuse/admit.ts';
import { findApiKey } from '#core/api-keys/find-key.ts';
import { badKey, missingScope, noKey, suspendedKey } from '#core/api-keys/refusals.ts';
import type { V1Endpoint } from '#core/contract/v1/endpoint.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import type { KeyPrincipal } from '../auth/principal.ts';
import type { Budget, BudgetLeft, RateLimits } from '../auth/rate-limits.ts';
import type { AddressOf } from '../client-address.ts';

export interface Door {
  deps: Deps;
  limits: RateLimits;
  addressOf: AddressOf;
}

/** RFC 6750: in the header alone, never in an address, which others see. */
const bearer = /^Bearer +(\S+) *$/i;

/**
 * Who asks, by their key alone: cookies are not looked at. @throws Failure bad_key, deletion_under_way, missing_scope, blocked_account,
 * too_many_requests
 */
export async function authorize(
  { deps, limits, addressOf }: Door,
  endpoint: V1Endpoint,
  { request, response }: { request: Request; response: Response },
): Promise<KeyPrincipal> {
  const [, key] = bearer.exec(request.get('authorization') ?? '') ?? [];
  const found = key === undefined ? undefined : await findApiKey(deps, key);
  if (!found) {
    response.set('www-authenticate', 'Bearer realm="UPixel API"');
    if (key === undefined) throw noKey();
    await limits.count('api-key', { address: addressOf(request) });
    throw badKey();
  }
  const { id: keyId, scopes, isSuspended, ...user } = found;
  const budget: Budget = endpoint.method === 'GET' || endpoint.scope === 'read' ? 'read' : 'change';
  const left = await limits.spend(budget, keyId);
  tellBudget(response, left);
  if (left.isOver) throw tooManyRequests(left);
  if (isSuspended) throw suspendedKey();
  if (!scopes.includes(endpoint.scope)) throw missingScope(endpoint.scope);
  if (endpoint.begins && user.isBlocked) throw await whyBlocked(deps, user);
  return { by: 'key', user, scopes: new Set(scopes), keyId };
}

/** https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-06 */
function tellBudget(response: Response, { limit, seconds, remaining, resetSeconds, isOver }: BudgetLeft): void {
  response.set({
    'ratelimit-policy': `${limit};w=${seconds}`,
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(resetSeconds),
    ...(isOver ? { 'retry-after': String(resetSeconds) } : {}),
  });
}

const tooManyRequests = ({ limit, seconds, resetSeconds }: BudgetLeft) =>
  new Failure('too_many_requests', {
    title: 'Too many requests',
    happened: `With one key ${limit} requests of this kind are taken in ${seconds} seconds. Nothing was done with this one, and it cost nothing.`,
    next: `Wait ${resetSeconds === 1 ? 'a second' : `${resetSeconds} seconds`} and send it again.`,
  });
