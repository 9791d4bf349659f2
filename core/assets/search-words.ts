import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { bytes } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { idAt, idBytes } from '../keys/id-bytes.ts';
import { bytesOfWords, lookThrough } from '../keys/look-through.ts';
import { isShown } from './shown.ts';

/** What a search found: requests by their prompt, and images without a request by their title. */
export interface FoundWords {
  generationIds: string[];
  assetIds: string[];
}

/** All of them in one value: id, whose it is, how many bytes, and the words. As rows of three columns they took longer than to open them. */
const packed = z.object({ words: bytes });
const ofRequest = 0;
const ofAsset = 1;
const headBytes = idBytes + 1 + 4;

/** Looked through without a pause: a few milliseconds. */
const atOnce = 2_000;

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
  const all = await sqlRow(deps.db, packed)`
    WITH written AS (
      SELECT ${ofRequest}::int AS of, g.id, ${bytesOfWords(Prisma.sql`g.prompt`, Prisma.sql`g.prompt_sealed`)} AS words
      FROM generations g WHERE g.user_id = ${userId}::uuid AND g.stored > 0
      UNION ALL
      SELECT ${ofAsset}::int, a.id, ${bytesOfWords(Prisma.sql`a.title`, Prisma.sql`a.title_sealed`)}
      FROM assets a WHERE a.user_id = ${userId}::uuid AND a.generation_id IS NULL AND ${isShown})
    SELECT coalesce(string_agg(uuid_send(w.id) || set_byte('\\x00', 0, w.of) || int4send(octet_length(w.words)) || w.words, ''::bytea), '') AS words
    FROM written w`;
  const found: FoundWords = { generationIds: [], assetIds: [] };
  for (const [index, some] of inParts(unpacked(all?.words ?? Buffer.alloc(0))).entries()) {
    // Other people are served in between.
    if (index > 0) await setImmediate();
    const texts = await lookThrough(
      deps,
      some.map(({ words }) => words),
    );
    for (const [nth, { id, of }] of some.entries())
      if (hasAll((texts[nth] ?? '').toLowerCase(), wanted))
        (of === ofAsset ? found.assetIds : found.generationIds).push(idAt(id, 0));
  }
  return found;
}

interface Written {
  id: Buffer;
  of: number;
  words: Buffer;
}

function unpacked(bytes: Uint8Array): Written[] {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const written: Written[] = [];
  for (let at = 0; at < all.length; ) {
    const from = at + headBytes;
    const end = from + all.readUInt32BE(from - 4);
    written.push({
      id: all.subarray(at, at + idBytes),
      of: all.readUInt8(at + idBytes),
      words: all.subarray(from, end),
    });
    at = end;
  }
  return written;
}

const inParts = (written: readonly Written[]): Written[][] =>
  Array.from({ length: Math.ceil(written.length / atOnce) }, (_, part) =>
    written.slice(part * atOnce, (part + 1) * atOnce),
  );
