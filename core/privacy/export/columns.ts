import { rolesOf } from '../map/rows-of.ts';
import { columnNames, tableNamed, tables } from '../map/tables.ts';

/** A column of somebody's row as an export has it. */
export interface ExportedColumn {
  name: string;
  what: string;
  /** The column that holds the same words sealed. */
  sealedIn: string | undefined;
}

const technical = 'an id, a state, a figure or a time of our own';

/** What of a row an export shows to whoever has this role in it. */
export function exportedColumns(tableName: string, role: string): ExportedColumn[] {
  const table = tableNamed(tableName);
  if (table.erasure === 'none') return [];
  return Object.entries(table.columns).flatMap(([name, column]) => {
    if (column === 'technical') return [{ name, what: technical, sealedIn: undefined }];
    if (column.secret || column.seals || ('of' in column && column.of !== role)) return [];
    const sealedIn = Object.entries(table.columns).find(([, each]) => each !== 'technical' && each.seals === name)?.[0];
    return [{ name, what: column.what, sealedIn }];
  });
}

/** Which tables have anything of people, with the roles somebody can have there. */
export const exportedTables = (): Array<{ name: string; about: string; roles: string[] }> =>
  Object.entries(tables).flatMap(([name, table]) =>
    table.erasure === 'none' ? [] : [{ name, about: table.about, roles: rolesOf(name) }],
  );

export interface LeftOut {
  table: string;
  column: string;
  what: string;
  why: string;
}

/** What no export shows, and why. */
export function leftOut(): LeftOut[] {
  return exportedTables().flatMap(({ name, roles }) => {
    const table = tableNamed(name);
    const shown = new Set(roles.flatMap((role) => exportedColumns(name, role).map((column) => column.name)));
    return columnNames(table).flatMap((column): LeftOut[] => {
      const about = table.erasure === 'none' ? 'technical' : table.columns[column];
      if (about === undefined || about === 'technical') return [];
      const left = { table: name, column, what: about.what };
      if (about.secret) return [{ ...left, why: 'it opens or proves something: shown, it would be worth stealing' }];
      if (about.seals) return [{ ...left, why: `it is ${about.seals} in sealed form, which is here opened` }];
      if (!shown.has(column)) return [{ ...left, why: 'it is of somebody else' }];
      if ('of' in about && roles.length > 1)
        return [{ ...left, why: `shown only to whoever is its ${about.of}: in other rows it is of somebody else` }];
      return [];
    });
  });
}
