import { Prisma } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import { pauseSince } from '../pauses.ts';

/** A checkout that ended this long ago and was not told of in chat: its job was lost. */
const overdueMs = 5_000;

export function findUntoldCheckouts(deps: Pick<Deps, 'db'>, limit = 50): Promise<Array<{ checkoutId: string }>> {
  return deps.db.$queryRaw<Array<{ checkoutId: string }>>`
    SELECT id AS "checkoutId" FROM checkouts
    WHERE reply_token IS NOT NULL AND ended_at < now() - ${overdueMs}::int * interval '1 millisecond'
      AND (note_after IS NULL OR note_after <= now()) LIMIT ${limit}::int`;
}

/** The chat did not take the note: it is untold again, and tried again after a pause, as long as the chat lets us. */
export async function putOffCheckoutNote(
  deps: Pick<Deps, 'db'>,
  { checkoutId, replyToken }: { checkoutId: string; replyToken: Uint8Array },
): Promise<void> {
  await deps.db.$executeRaw`
    UPDATE checkouts c SET reply_token = ${replyToken}, note_after = now() + ${pauseSince(Prisma.sql`c.ended_at`)}
    WHERE id = ${checkoutId}::uuid`;
}
