import { Prisma } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import { readUnchecked } from './aead.ts';
import { idAt, idBytes } from './id-bytes.ts';

/** Before what is readable in a row older than sealing, where what is sealed has its version. */
const readable = 0;

/** SQL for words of a row as bytes, for `lookThrough`. */
export const bytesOfWords = (words: Prisma.Sql, sealed: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`coalesce(${sealed}, '\\x00'::bytea || convert_to(${words}, 'UTF8'))`;

/**
 * Many rows' words, to look for something in them: whether they were changed is not checked, so none of them is shown or kept. Those whose key was
 * destroyed, or is lost, are empty. @throws StorageError unavailable, if the key store is away
 */
export async function lookThrough({ keys }: Pick<Deps, 'keys'>, stored: readonly Buffer[]): Promise<string[]> {
  const words: string[] = [];
  const byKey = new Map<string, number[]>();
  for (const [index, bytes] of stored.entries()) {
    words.push(bytes[0] === readable ? bytes.toString('utf8', 1) : '');
    if (bytes[0] === readable) continue;
    const key = bytes.toString('latin1', 1, 1 + idBytes);
    const those = byKey.get(key);
    if (those) those.push(index);
    else byKey.set(key, [index]);
  }
  for (const [id, indexes] of byKey) {
    const key = await keys.byId(idAt(Buffer.from(id, 'latin1'), 0));
    if (!key) continue;
    const sealed = indexes.map((index) => (stored[index] ?? Buffer.alloc(0)).subarray(1 + idBytes));
    for (const [nth, plain] of readUnchecked(key.text, sealed).entries())
      words[indexes[nth] ?? 0] = plain.toString('utf8');
  }
  return words;
}
