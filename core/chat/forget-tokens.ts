import type { Deps } from '../deps.ts';

/** An expired reply token is useless, but still a secret. */
export async function forgetTokens(deps: Pick<Deps, 'dbFor'>): Promise<void> {
  await deps.dbFor('long').$executeRaw`
    UPDATE reply_targets SET reply_token = NULL WHERE reply_token IS NOT NULL AND reply_expires_at < now()`;
}
