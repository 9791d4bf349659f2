import type { Delivered } from '../chat/messenger.ts';
import type { Deps } from '../deps.ts';

type WithDb = Pick<Deps, 'db'>;

/** Lets others write to the message again, and remembers what it shows and where it is. */
export async function returnMessage(
  deps: WithDb,
  generationId: string,
  now: { shown?: string | undefined; messageId?: string | undefined; channelId?: string | undefined } = {},
): Promise<void> {
  await deps.db.$executeRaw`
    UPDATE deliveries SET lease_until = NULL, shown = coalesce(${now.shown ?? null}, shown), shown_at = now(),
      message_id = coalesce(${now.messageId ?? null}, message_id),
      channel_id = coalesce(${now.channelId ?? null}, channel_id)
    WHERE generation_id = ${generationId}::uuid AND status = 'pending'`;
}

/** Keeps the sole right to write to the message, for work that takes longer than its lease. */
export async function keepMessage(deps: WithDb, generationId: string, leaseMs: number): Promise<void> {
  await deps.db.$executeRaw`
    UPDATE deliveries SET lease_until = now() + ${leaseMs}::int * interval '1 millisecond'
    WHERE generation_id = ${generationId}::uuid AND status = 'pending'`;
}

export async function saveUploads(deps: WithDb, generationId: string, ids: string[]): Promise<void> {
  await deps.db.delivery.update({ where: { generationId }, data: { uploads: ids } });
}

/** The reply token is forgotten with it: it has no more use, and it is a secret. */
export async function markDelivered(
  deps: WithDb,
  generationId: string,
  at: Delivered & { posted: readonly string[] },
): Promise<void> {
  await deps.db.$executeRaw`
    UPDATE deliveries SET status = 'delivered', rung = ${at.rung}, message_id = ${at.messageId}, delivered_at = now(),
      lease_until = NULL, reply_token = NULL, posted = ${at.posted}::uuid[],
      uploads = coalesce(${at.uploads ?? null}::text[], uploads)
    WHERE generation_id = ${generationId}::uuid`;
}

/** No way was left to bring it; the pictures are kept, and /history shows them. */
export async function markUndelivered(deps: WithDb, generationId: string): Promise<void> {
  await deps.db.$executeRaw`
    UPDATE deliveries SET status = 'undelivered', lease_until = NULL, reply_token = NULL
    WHERE generation_id = ${generationId}::uuid`;
}
