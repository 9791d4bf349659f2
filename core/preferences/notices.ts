import { sqlFinds } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import type { Owner } from '../generations/owner.ts';

/**
 * What we say of ourselves and nobody has to hear, in the chat, to the person alone. All else answers what somebody has just done, or is owed to them: receipts
 * and failed payments, security, what becomes of their data, new policies.
 */
export const notices = ['kept', 'payments'] as const;
export type Notice = (typeof notices)[number];

export const noticeLabels: Record<Notice, string> = {
  kept: 'A picture is ready, but could not be posted',
  payments: 'A payment has gone through',
};

/** Whether they have not turned it off; of an account, its own wishes go first. */
export async function wantsNotice(
  { db }: Pick<Deps, 'db'>,
  { userId, identityId }: Owner,
  notice: Notice,
): Promise<boolean> {
  return !(await sqlFinds(db)`
    SELECT 1 FROM (SELECT p.notices_off FROM preferences p
      WHERE p.user_id = ${userId}::uuid OR p.identity_id = ${identityId}::uuid ORDER BY p.user_id NULLS LAST LIMIT 1) said
    WHERE ${notice} = ANY (said.notices_off)`);
}
