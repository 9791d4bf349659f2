import type { Deps } from '../deps.ts';

/** Old secrets that no longer sign are not kept. */
export const forgetOldSecrets = ({ db }: Pick<Deps, 'db'>): Promise<unknown> =>
  db.$executeRaw`
    UPDATE webhook_endpoints SET previous_secret = '', previous_secret_sealed = NULL, previous_until = NULL WHERE previous_until <= now()`;
