import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { bytes, uuid } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { otherBody } from './refusals.ts';

const claimed = z.object({ id: uuid, bodyHash: bytes });

/**
 * The request key of what a program asks for under an Idempotency-Key: the same for the same key and body, for a day at least, so that it is made once
 * however often and however many at once it is sent. Hashes are keyed: a body has the person's words in it.
 * @throws Failure idempotency_conflict: the key came with another body before
 */
export async function requestKeyFor(
  { db, keys }: Pick<Deps, 'db' | 'keys'>,
  { userId, idempotencyKey, body }: { userId: string; idempotencyKey: string; body: readonly unknown[] },
): Promise<string> {
  const keyHash = await keys.lookup('idempotency key', `${userId} ${idempotencyKey}`);
  const bodyHash = await keys.lookup('idempotent body', JSON.stringify(body));
  // The row that stands is locked and answered as it is: two at once see the same.
  const row = await sqlRow(db, claimed)`
    INSERT INTO api_requests (id, user_id, key_hash, body_hash)
    VALUES (gen_random_uuid(), ${userId}::uuid, ${keyHash}::bytea, ${bodyHash}::bytea)
    ON CONFLICT (user_id, key_hash) DO UPDATE SET key_hash = excluded.key_hash
    RETURNING id, body_hash AS "bodyHash"`;
  if (!row || !timingSafeEqual(row.bodyHash, bodyHash)) throw otherBody();
  return `api:${row.id}`;
}
