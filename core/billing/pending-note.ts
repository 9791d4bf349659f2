import { Prisma } from '../../prisma/generated/client.ts';
import { type TargetRow, targetColumns, targetRow } from '../chat/stored-target.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { pauseSince } from '../pauses.ts';

/** Takes the note about an ended checkout, to be shown in chat: only one process gets it; the reply token is cleared with it. */
export async function takeCheckoutNote({ db }: Pick<Deps, 'db'>, checkoutId: string) {
  const target = await sqlRow(db, targetRow)`
    WITH mine AS (
      UPDATE checkouts SET noted_at = now()
      WHERE id = ${checkoutId}::uuid AND status <> 'open' AND noted_at IS NULL AND target_id IS NOT NULL RETURNING target_id
    ), forgotten AS (UPDATE reply_targets r SET reply_token = NULL FROM mine WHERE r.id = mine.target_id)
    SELECT ${targetColumns} FROM reply_targets r JOIN mine ON r.id = mine.target_id`;
  return target && { checkout: await db.checkout.findUniqueOrThrow({ where: { id: checkoutId } }), target };
}

/** The chat did not accept the note: it is pending again, and retried after a pause, as long as the chat allows. */
export async function putOffCheckoutNote(
  deps: Pick<Deps, 'db'>,
  { checkoutId, target }: { checkoutId: string; target: TargetRow },
): Promise<void> {
  await deps.db.$executeRaw`
    WITH mine AS (
      UPDATE checkouts c SET noted_at = NULL, note_after = now() + ${pauseSince(Prisma.sql`c.ended_at`)}
      WHERE id = ${checkoutId}::uuid RETURNING target_id)
    UPDATE reply_targets r SET reply_token = ${target.replyToken}::bytea FROM mine WHERE r.id = mine.target_id`;
}
