import { byUser, deletedTable } from '../define-table.ts';

export const mailTables = {
  mails: deletedTable({
    about: 'a mail on its way',
    purpose: 'mail',
    law: 'contract',
    kept: { until: 'it is sent, or a day later', endedBy: 'the job `mail`' },
    people: { owner: [byUser] },
    columns: {
      id: 'technical',
      kind: 'technical',
      user_id: 'technical',
      sealed: { what: 'the address and the words, sealed' },
      about: 'technical',
      attempts: 'technical',
      next_try_at: 'technical',
      created_at: 'technical',
    },
  }),
};
