import type { Kept, Law, PurposeOfData } from './terms.ts';

/** Whose data a row can be. */
export type Owner = 'user' | 'identity' | 'workspace';

/**
 * How a row leads to its owner: a column holds the owner's id, or the id of a row of another table that leads there. Of several ways,
 * each counts; one with `unless` counts only while that column is null.
 */
export type Way =
  /** `isText`: a library keeps the id in a column of text. */
  | { column: string; owner: Owner; unless?: string; isText?: true }
  /** `key` is the other table's column; `role` is whose ways there are followed. */
  | { column: string; table: string; key: string; role: string; unless?: string };

/** What erasure does with a column of a row that stays. `to` is an SQL expression; `that` is the row. */
export type Erasure =
  | { does: 'empty'; to: string }
  | { does: 'hash'; to: string }
  /** Either no longer leads to anybody, or the law wants it: `why` says which. */
  | { does: 'keep'; why: string };

interface About {
  /** In a person's words. */
  what: string;
  /** Opens something, or proves something: never shown, in no export. */
  secret?: true;
  /** The readable column whose words it holds, sealed with their owner's key (core/keys). */
  seals?: string;
}

/** A column that says nothing about anybody: a figure, a state, a time, an id of our own. */
export type Technical = 'technical';

interface Common<Role extends string> {
  /** What a row is. */
  about: string;
  purpose: PurposeOfData;
  law: Law;
  kept: Kept;
  people: { [R in Role]: readonly Way[] };
}

/** Its rows go with their owner. */
export interface DeletedTable extends Common<'owner'> {
  erasure: 'delete';
  columns: Record<string, Technical | About>;
}

/** Its rows stay, emptied of what says who somebody is; each column with the role whose data it is. */
export interface EmptiedTable<Role extends string> extends Common<Role> {
  erasure: 'empty';
  columns: Record<string, Technical | (About & { of: Role; erasure: Erasure })>;
}

/** Its rows are about nobody. */
export interface ImpersonalTable {
  erasure: 'none';
  about: string;
  /** Why no row leads to a person. */
  why: string;
  kept: Kept;
  columns: readonly string[];
}

export type Table = DeletedTable | EmptiedTable<string> | ImpersonalTable;

export const deletedTable = (table: Omit<DeletedTable, 'erasure'>): DeletedTable => ({ erasure: 'delete', ...table });
export const emptiedTable = <const Role extends string>(
  table: Omit<EmptiedTable<Role>, 'erasure' | 'people' | 'columns'> & {
    people: { [R in Role]: readonly Way[] };
    columns: Record<string, Technical | (About & { of: NoInfer<Role>; erasure: Erasure })>;
  },
): EmptiedTable<Role> => ({ erasure: 'empty', ...table });
export const impersonalTable = (table: Omit<ImpersonalTable, 'erasure'>): ImpersonalTable => ({
  erasure: 'none',
  ...table,
});

/** Frequent ways. */
export const byUser: Way = { column: 'user_id', owner: 'user' };
export const byIdentity: Way = { column: 'identity_id', owner: 'identity' };
export const byWorkspace: Way = { column: 'workspace_id', owner: 'workspace' };
/** An account's own first: what an identity asked for stays with the account when it is unlinked. */
export const byAccountElseGuest: readonly Way[] = [
  byUser,
  { column: 'identity_id', owner: 'identity', unless: 'user_id' },
];
export const byGeneration: Way = { column: 'generation_id', table: 'generations', key: 'id', role: 'owner' };
/** Where it was asked is the asker's own, whoever the images belong to. */
export const byGenerationOfAsker: Way = { column: 'generation_id', table: 'generations', key: 'id', role: 'asker' };

/** Frequent ends. */
export const toNull: Erasure = { does: 'empty', to: 'NULL' };
export const toNothing: Erasure = { does: 'empty', to: "''" };
/** The row's own random id takes the place of a unique value. */
export const toOwnId: Erasure = { does: 'empty', to: "'erased:' || that.id" };
export const leadsNowhere: Erasure = { does: 'keep', why: 'it leads to a row that says nothing any more' };
export const books: Erasure = { does: 'keep', why: 'tax law wants the books complete' };
