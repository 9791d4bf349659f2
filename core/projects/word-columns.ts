import type { Deps } from '../deps.ts';
import { sealWords } from '../keys/seal-words.ts';

/** The columns of a name; undefined, it stays as it is. */
export async function nameColumns(deps: Pick<Deps, 'keys'>, userId: string, name: string | undefined) {
  if (name === undefined) return {};
  const words = await sealWords(deps, { userId }, name);
  return { name: words.readable, nameSealed: words.sealed, nameHash: await nameHash(deps, name) };
}

/** By which a name is found, ignoring case. */
export const nameHash = (deps: Pick<Deps, 'keys'>, name: string) => deps.keys.lookup('project', name.toLowerCase());

/** The columns of its notes; undefined, they stay as they are. */
export async function notesColumns(deps: Pick<Deps, 'keys'>, userId: string, notes: string | undefined) {
  if (notes === undefined) return {};
  const words = await sealWords(deps, { userId }, notes);
  return { notes: words.readable, notesSealed: words.sealed };
}
