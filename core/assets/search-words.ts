import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { type Opened, openFields, storedText } from '../keys/stored-text.ts';
import { isShown } from './shown.ts';

/** What a search found: requests by their prompt, and images without a request by their title. */
export interface FoundWords {
  generationIds: string[];
  assetIds: string[];
}

const wordsRow = z.object({ generationId: uuid.nullable(), assetId: uuid.nullable(), words: storedText });

/** Opened without a pause: about two milliseconds. */
const atOnce = 500;

const hasAll = (text: string, words: readonly string[]) => words.every((word) => text.includes(word));

/**
 * Looks through everything that an account wrote for words that must all be there, ignoring case and as parts of words, too. The database cannot: it
 * has sealed words only. Null if there is nothing to look for.
 */
export async function searchWords(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  userId: string,
  asked: string | undefined,
): Promise<FoundWords | null> {
  const wanted = (asked ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (wanted.length === 0) return null;
  const rows = await sqlRows(deps.db, wordsRow)`
    SELECT g.id AS "generationId", NULL AS "assetId", stored_text(g.prompt, g.prompt_sealed) AS words
    FROM generations g WHERE g.user_id = ${userId}::uuid AND g.stored > 0
    UNION ALL
    SELECT NULL, a.id, stored_text(a.title, a.title_sealed)
    FROM assets a WHERE a.user_id = ${userId}::uuid AND a.generation_id IS NULL AND ${isShown}`;
  const found: Array<Opened<(typeof rows)[number], 'words'>> = [];
  for (let at = 0; at < rows.length; at += atOnce) {
    // Other people are served in between.
    if (at > 0) await setImmediate();
    const opened = await openFields(deps, rows.slice(at, at + atOnce), 'words');
    found.push(...opened.filter(({ words }) => hasAll(words.toLowerCase(), wanted)));
  }
  return {
    generationIds: found.flatMap(({ generationId }) => generationId ?? []),
    assetIds: found.flatMap(({ assetId }) => assetId ?? []),
  };
}
