import { z } from 'zod';
import type { Config } from '../config.ts';
import type { Database } from '../database/client.ts';
import { int, text } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import { remembered } from '../remembered.ts';
import { createMatcher } from './matcher.ts';

/** What changes while everything runs, by operators or by a check: read anew every few seconds, so that each process follows without a restart. */
export interface Rules {
  /** Finds their terms in a text. */
  findTerm(): Promise<(text: string) => ReadonlyArray<unknown>>;
  /** How many credits that nobody paid for may be spent in a day. */
  unpaid(): Promise<Config['unpaid']>;
  /** The provider's ids of models that no longer take what we send. */
  drifted(): Promise<ReadonlySet<string>>;
  /** Whom people write to who think that we are wrong. */
  contact: string;
}

/** How long a change may take to be followed. */
const keepMs = 2_000;

const row = z.object({
  terms: z.array(text),
  drifted: z.array(text),
  perDay: int.nullable(),
  perWorkspace: int.nullable(),
});

export function createRules(
  { db }: { db: Database },
  { unpaid: usual, privacyContact }: Pick<Config, 'unpaid' | 'privacyContact'>,
): Rules {
  let compiled: { by: string; find: (text: string) => ReadonlyArray<unknown> } = { by: '[]', find: () => [] };
  const read = remembered(
    async () => {
      const found = await sqlRow(db, row)`
        SELECT ARRAY(SELECT t.term FROM denied_terms t ORDER BY t.term) AS terms, ARRAY(SELECT d.model_id FROM drifted_models d) AS drifted,
          (SELECT s.unpaid_per_day FROM service_settings s) AS "perDay", (SELECT s.unpaid_per_workspace FROM service_settings s) AS "perWorkspace"`;
      return found ?? { terms: [], drifted: [], perDay: null, perWorkspace: null };
    },
    { keepMs, most: 1 },
  );
  return {
    contact: privacyContact,
    async findTerm() {
      const { terms } = await read('');
      const by = JSON.stringify(terms);
      if (by !== compiled.by) compiled = { by, find: createMatcher(terms.map((term) => [term, term] as const)) };
      return compiled.find;
    },
    drifted: async () => new Set((await read('')).drifted),
    async unpaid() {
      const { perDay, perWorkspace } = await read('');
      return { perDay: perDay ?? usual.perDay, perWorkspace: perWorkspace ?? usual.perWorkspace };
    },
  };
}
