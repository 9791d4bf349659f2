import { emptiedTable, toNothing, toNull } from '../define-table.ts';
import { tenYears } from '../terms.ts';

const record = { purpose: 'operation', law: 'interest', kept: tenYears } as const;

export const operatorTables = {
  admin_actions: emptiedTable({
    about: 'what an operator did',
    ...record,
    people: {
      operator: [{ column: 'operator_id', owner: 'user' }],
      subject: [
        { column: 'user_id', owner: 'user' },
        { column: 'identity_id', owner: 'identity' },
        // Words about a team's wallet are the workspace's.
        { column: 'wallet_id', table: 'workspaces', key: 'wallet_id', role: 'owner' },
      ],
    },
    columns: {
      id: 'technical',
      operator_id: 'technical',
      operator_email: { of: 'operator', what: 'the operator’s address', erasure: toNothing },
      kind: 'technical',
      wallet_id: 'technical',
      user_id: { of: 'subject', what: 'the account it was about', erasure: toNull },
      identity_id: { of: 'subject', what: 'the guest it was about', erasure: toNull },
      payment_id: 'technical',
      request_id: 'technical',
      amount: 'technical',
      currency: 'technical',
      reason: { of: 'subject', what: 'the operator’s words', erasure: toNothing },
      created_at: 'technical',
    },
  }),
  admin_outcomes: emptiedTable({
    about: 'how that ended',
    ...record,
    people: { subject: [{ column: 'action_id', table: 'admin_actions', key: 'id', role: 'subject' }] },
    columns: {
      action_id: 'technical',
      is_done: 'technical',
      detail: { of: 'subject', what: 'why it failed, in words', erasure: toNothing },
      created_at: 'technical',
    },
  }),
};
