import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/client.ts';
import { int, text } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import { remembered } from '../remembered.ts';
import { createMatcher } from './matcher.ts';

/**
 * What changes while everything runs, by operators or by a check: read anew every few seconds, so that each process follows without a restart, and not
 * before something changed for whoever was told which version holds.
 */
export interface Rules {
  /** Finds their terms in a text. */
  findTerm(): Promise<(text: string) => ReadonlyArray<unknown>>;
  /** How many credits that nobody paid for may be spent in a day. */
  unpaid(): Promise<Config['unpaid']>;
  /** The provider's ids of models that no longer take what we send. */
  drifted(): Promise<ReadonlySet<string>>;
  /** The version that held a moment ago, which came with another answer (`rulesVersion`). */
  heldAt(version: number): void;
  /** Whom people write to who think that we are wrong. */
  contact: string;
}

/** How long a change may take to be followed. */
const keepMs = 2_000;

/** Of count_rules(); 0 before anything was ever changed. */
export const rulesVersion = Prisma.sql`coalesce((SELECT s.rules_version FROM service_settings s), 0)`;

const row = z.object({
  version: int,
  terms: z.array(text),
  drifted: z.array(text),
  perDay: int.nullable(),
  perWorkspace: int.nullable(),
});

export function createRules(
  { db, now }: { db: Database; now?: () => number },
  { unpaid: usual, privacyContact }: Pick<Config, 'unpaid' | 'privacyContact'>,
): Rules {
  let compiled: { by: string; find: (text: string) => ReadonlyArray<unknown> } = { by: '[]', find: () => [] };
  let last: z.infer<typeof row> | undefined;
  const read = remembered(
    async () => {
      last = await sqlRow(db, row)`
        SELECT ${rulesVersion} AS version, ARRAY(SELECT t.term FROM denied_terms t ORDER BY t.term) AS terms, ARRAY(SELECT d.model_id FROM drifted_models d) AS drifted,
          (SELECT s.unpaid_per_day FROM service_settings s) AS "perDay", (SELECT s.unpaid_per_workspace FROM service_settings s) AS "perWorkspace"`;
      return last ?? { terms: [], drifted: [], perDay: null, perWorkspace: null };
    },
    { keepMs, most: 1, now },
  );
  return {
    contact: privacyContact,
    async findTerm() {
      const { terms } = await read('');
      const by = JSON.stringify(terms);
      if (by !== compiled.by) compiled = { by, find: createMatcher(terms.map((term) => [term, term] as const)) };
      return compiled.find;
    },
    heldAt(version) {
      if (!last) return;
      read.forget('');
      if (last.version === version) read.note('', last);
    },
    drifted: async () => new Set((await read('')).drifted),
    async unpaid() {
      const { perDay, perWorkspace } = await read('');
      return { perDay: perDay ?? usual.perDay, perWorkspace: perWorkspace ?? usual.perWorkspace };
    },
  };
}
