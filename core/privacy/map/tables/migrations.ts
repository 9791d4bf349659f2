import { impersonalTable } from '../define-table.ts';
import { always } from '../terms.ts';

const why = 'written at an update, before anybody is served';

export const migrationTables = {
  _prisma_migrations: impersonalTable({
    about: 'which migrations were applied',
    why,
    kept: always,
    columns: [
      ...['id', 'checksum', 'finished_at', 'migration_name', 'logs', 'rolled_back_at', 'started_at'],
      'applied_steps_count',
    ],
  }),
  _upixel_function_sets: impersonalTable({
    about: 'which functions were applied',
    why,
    kept: always,
    columns: ['id', 'checksum', 'files', 'applied_at'],
  }),
};
