import { byIdentity, byUser, byWorkspace, deletedTable, impersonalTable } from '../define-table.ts';
import { asLongAsAccount } from '../terms.ts';

export const keyTables = {
  data_keys: deletedTable({
    about: 'the name of a key that seals their words and images; the key itself is in the key store',
    purpose: 'operation',
    law: 'interest',
    kept: asLongAsAccount,
    people: { owner: [byUser, byIdentity, byWorkspace] },
    columns: {
      id: 'technical',
      user_id: 'technical',
      identity_id: 'technical',
      workspace_id: 'technical',
      current_for: 'technical',
      created_at: { what: 'when it was made' },
    },
  }),
  sealing: impersonalTable({
    about: 'whether what is written is sealed',
    why: 'it is one row, of the whole service',
    kept: { until: 'the service ends', endedBy: 'nothing' },
    columns: [
      'id',
      'begun_at',
      'ids_begun_at',
      'accounts_begun_at',
      'places_begun_at',
      'done_at',
      'up_to_at',
      'up_to_id',
    ],
  }),
};
