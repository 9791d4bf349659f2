import type { Deps } from '#core/deps.ts';
import { openFields, openText, storedTextOf } from '#core/keys/stored-text.ts';

/** The ids of the requests with these words, oldest first. The database cannot look for them: it has sealed words only. */
export async function askedFor(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  words: string | ((words: string) => boolean),
): Promise<string[]> {
  const rows = await deps.db.generation.findMany({
    orderBy: { createdAt: 'asc' },
    select: { id: true, prompt: true, promptSealed: true },
  });
  const stored = rows.map(({ id, prompt, promptSealed }) => ({ id, words: storedTextOf(prompt, promptSealed) }));
  const isWanted =
    typeof words === 'string' ? (text: string | null) => text === words : (text: string | null) => words(text ?? '');
  return (await openFields(deps, stored, 'words')).filter((each) => isWanted(each.words)).map(({ id }) => id);
}

/** The words of a request, from its row. */
export const promptOf = (
  deps: Pick<Deps, 'keys' | 'log'>,
  row: { prompt: string; promptSealed: Uint8Array | null } | undefined,
): Promise<string | undefined> =>
  row ? openText(deps, storedTextOf(row.prompt, row.promptSealed)) : Promise.resolve(undefined);
