import { byUser, deletedTable } from '../define-table.ts';

export const apiTables = {
  api_keys: deletedTable({
    about: 'a key with which their own programs use the API',
    purpose: 'account',
    law: 'contract',
    kept: { until: 'it is revoked, or a month after its end', endedBy: 'its owner, and the daily retention run' },
    people: { owner: [byUser] },
    columns: {
      id: 'technical',
      user_id: 'technical',
      token_hash: { what: 'hash of the key', secret: true },
      ending: { what: 'the last four characters of the key' },
      name: { what: 'what they call it' },
      name_sealed: { what: 'what they call it, sealed', seals: 'name' },
      scopes: { what: 'what it may do' },
      expires_at: { what: 'until when it works' },
      last_used_at: { what: 'when it was last used, to the minute' },
      created_at: { what: 'when it was made' },
    },
  }),
  api_requests: deletedTable({
    about: 'what a program of theirs asked for once, however often it sent it',
    purpose: 'images',
    law: 'contract',
    kept: { until: 'a day later', endedBy: 'the daily retention run' },
    people: { owner: [byUser] },
    columns: {
      id: 'technical',
      user_id: 'technical',
      key_hash: { what: 'keyed hash of the program’s own name for it', secret: true },
      body_hash: { what: 'keyed hash of what was asked for', secret: true },
      created_at: { what: 'when it was asked for' },
    },
  }),
};
