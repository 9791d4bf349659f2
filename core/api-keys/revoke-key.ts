import type { Prisma } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../not-found.ts';

/** From this moment it opens nothing. @throws Failure not_found */
export async function revokeApiKey(
  { db, log }: Pick<Deps, 'db' | 'log'>,
  { id, userId }: { id: string; userId: string },
): Promise<void> {
  const { count } = await db.apiKey.deleteMany({ where: { id, userId } });
  if (count === 0) throw notFound('There is no such key');
  log.info({ userId, apiKeyId: id }, 'an API key was revoked');
}

/** All of an account's: see end-programs.ts. */
export const revokeApiKeysOf = (db: Pick<Prisma.TransactionClient, 'apiKey'>, userId: string) =>
  db.apiKey.deleteMany({ where: { userId } });
