import type { Prisma } from '../../prisma/generated/client.ts';
import { deleteWebhooksOf } from '../webhooks/change-endpoint.ts';
import { revokeApiKeysOf } from './revoke-key.ts';

/** For when somebody else may have been in the account: no key opens anything, and no webhook is told of anything. Its owner makes new ones. */
export async function endProgramsOf(
  db: Pick<Prisma.TransactionClient, 'apiKey' | 'webhookEndpoint'>,
  userId: string,
): Promise<void> {
  await revokeApiKeysOf(db, userId);
  await deleteWebhooksOf(db, userId);
}
