import type { Table } from './define-table.ts';
import { abuseTables } from './tables/abuse.ts';
import { accountTables } from './tables/accounts.ts';
import { apiTables } from './tables/api.ts';
import { billingTables } from './tables/billing.ts';
import { chatTables } from './tables/chat.ts';
import { creditTables } from './tables/credits.ts';
import { imageTables } from './tables/images.ts';
import { keyTables } from './tables/keys.ts';
import { mailTables } from './tables/mail.ts';
import { migrationTables } from './tables/migrations.ts';
import { operatorTables } from './tables/operators.ts';
import { privacyTables } from './tables/privacy.ts';
import { projectTables } from './tables/projects.ts';
import { teamTables } from './tables/teams.ts';

/** Every table and column of the database; a test compares it with a real one. */
export const tables: Readonly<Record<string, Table>> = {
  ...accountTables,
  ...imageTables,
  ...projectTables,
  ...chatTables,
  ...creditTables,
  ...billingTables,
  ...teamTables,
  ...operatorTables,
  ...abuseTables,
  ...keyTables,
  ...apiTables,
  ...mailTables,
  ...privacyTables,
  ...migrationTables,
};

export function tableNamed(name: string): Table {
  const table = tables[name];
  if (!table) throw new Error(`The data map has no table ${name}`);
  return table;
}

/** The names of its columns. */
export const columnNames = (table: Table): readonly string[] =>
  table.erasure === 'none' ? table.columns : Object.keys(table.columns);
