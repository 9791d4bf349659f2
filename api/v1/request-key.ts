import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { requestKeyFor } from '#core/api-keys/idempotency.ts';
import type { V1Context } from './handler.ts';

/** Of printable ASCII, as a header carries it. https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header */
const idempotencyKey = z.object({
  'Idempotency-Key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, 'Use 1 to 255 letters, digits and signs, without spaces.')
    .optional(),
});

/** The same for the very same under one Idempotency-Key, otherwise a new one. @throws Failure idempotency_conflict */
export async function requestKeyOf({ deps, who, request }: V1Context, wanted: unknown[]): Promise<string> {
  const { 'Idempotency-Key': key } = idempotencyKey.parse({ 'Idempotency-Key': request.get('idempotency-key') });
  if (key === undefined) return `api:${randomUUID()}`;
  return requestKeyFor(deps, { userId: who.user.userId, idempotencyKey: key, body: wanted });
}
