import type { Deps } from '../deps.ts';

/** Deletes the counters of attempts whose window is over, with the keyed hash of their IP address (api/auth/rate-limits.ts). */
export async function forgetTries(deps: Pick<Deps, 'dbFor'>): Promise<void> {
  await deps.dbFor('long').$executeRaw`DELETE FROM rate_limits WHERE expire < now()`;
}
