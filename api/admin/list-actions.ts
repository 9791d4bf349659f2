import { moneyText } from '#core/contract/money.ts';
import type { AdminAction } from '#core/contract/pages/admin.ts';
import { type ActionRow, listActions } from '#core/operators/list-actions.ts';
import { credits } from '#core/words.ts';
import type { ApiHandler } from '../json/handler.ts';
import { readCursor, writeCursor } from '../lists/cursor.ts';
import { pageOf } from '../lists/page.ts';

export const adminListActions: ApiHandler<'adminListActions'> = async ({ deps }, { query }) => {
  const { limit, walletId } = query;
  const rows = await listActions(deps, { walletId, after: readCursor(query.cursor), limit: limit + 1 });
  return pageOf(rows, limit, presentAction, writeCursor);
};

function presentAction(row: ActionRow): AdminAction {
  const { id, operatorEmail: operator, kind, walletId, reason, outcome } = row;
  return {
    id,
    operator,
    kind,
    words: actionWords(row),
    walletId,
    reason,
    outcome: outcome === null ? 'begun' : outcome.isDone ? 'done' : 'refused',
    detail: outcome?.detail ?? '',
    createdAt: row.createdAt.toISOString(),
  };
}

function actionWords({ kind, amount, currency, userId }: ActionRow): string {
  switch (kind) {
    case 'grant':
      return `Granted ${credits(amount ?? 0)}`;
    case 'correct':
      return `Took ${credits(-(amount ?? 0))}`;
    case 'refund':
      return `Refunded ${moneyText({ amount: amount ?? 0, currency: currency ?? 'usd' })}`;
    case 'block':
      return userId === null ? 'Blocked the guest' : 'Blocked the account';
    case 'unblock':
      return userId === null ? 'Unblocked the guest' : 'Unblocked the account';
    case 'block_workspace':
      return 'Blocked a server or workspace';
    case 'unblock_workspace':
      return 'Unblocked a server or workspace';
    case 'terms':
      return 'Changed the words with which nothing is made';
    case 'limits':
      return 'Set the limits of free credits';
    case 'report_look':
      return 'Looked at a reported picture';
    case 'report_hide':
      return 'Hid a reported picture';
    case 'report_show':
      return 'Showed a reported picture again';
    case 'report_delete':
      return 'Deleted a reported picture';
    case 'report_dismiss':
      return 'Found nothing wrong with a reported picture';
    case 'report_revoke':
      return 'Ended the links to a reported picture';
    case 'privacy_open':
      return 'Entered a privacy request';
    case 'privacy_end':
      return 'Ended a privacy request';
    case 'privacy_carry_out':
      return 'Carried out a privacy request';
    case 'privacy_export':
      return 'Downloaded the register of privacy requests';
  }
}
