import { type ApiScope, apiScopeNames, apiScopes, maxApiKeys } from '../contract/scopes.ts';
import { databaseNow } from '../database/now.ts';
import { sqlFinds } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { sealWords } from '../keys/seal-words.ts';
import { sendWritten, writeMail } from '../mail/send-mail.ts';
import { unlessLeaving } from '../privacy/erasure/leaving.ts';
import { tooManyKeys } from './refusals.ts';
import { hashApiKey, newApiKey } from './secret.ts';

interface NewKey {
  name: string;
  scopes: readonly ApiScope[];
  /** How long it works; until it is revoked if omitted. */
  days?: number | undefined;
}

const dayMs = 24 * 60 * 60_000;

/**
 * Makes a key for an account's own programs, and tells its owner by mail. Returns the key itself, which is not kept.
 * @throws Failure too_many_keys, deletion_under_way
 */
export async function createApiKey(
  deps: Pick<Deps, 'db' | 'keys' | 'seal' | 'queues' | 'log' | 'config'>,
  { userId, email }: { userId: string; email: string },
  { name, scopes, days }: NewKey,
): Promise<{ id: string; secret: string }> {
  const secret = newApiKey();
  const words = await sealWords(deps, { userId }, name);
  const { id, mailId } = await unlessLeaving(() =>
    deps.db.$transaction(async (tx) => {
      // Two at once would both find room for one.
      await sqlFinds(tx)`SELECT 1 FROM users WHERE id = ${userId}::uuid FOR UPDATE`;
      if ((await tx.apiKey.count({ where: { userId } })) >= maxApiKeys) throw tooManyKeys();
      const now = await databaseNow({ db: tx });
      const key = await tx.apiKey.create({
        data: {
          userId,
          tokenHash: hashApiKey(secret),
          ending: secret.slice(-4),
          name: words.readable,
          nameSealed: words.sealed,
          scopes: apiScopeNames.filter((scope) => scopes.includes(scope)),
          expiresAt: days === undefined ? null : new Date(now.getTime() + days * dayMs),
        },
        select: { id: true },
      });
      const mailId = await writeMail(tx, deps, 'api-key-made', {
        to: email,
        name,
        may: mayDo(scopes),
        at: now.toISOString(),
        keysUrl: `${deps.config.publicUrl}/settings/keys`,
      });
      return { id: key.id, mailId };
    }),
  );
  deps.log.info({ userId, apiKeyId: id }, 'an API key was made');
  await sendWritten(deps, mailId);
  return { id, secret };
}

/** "see your pictures …; delete your pictures for good" */
const mayDo = (scopes: readonly ApiScope[]) =>
  apiScopeNames
    .filter((scope) => scopes.includes(scope))
    .map((scope) => apiScopes[scope].does)
    .join('; ');
