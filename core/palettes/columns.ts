import { isDuplicate } from '../database/is-duplicate.ts';
import type { Deps } from '../deps.ts';
import { sealWords } from '../keys/seal-words.ts';
import { paletteNameTaken } from './refusals.ts';

/** The columns of a palette's name. */
export async function nameColumns(deps: Pick<Deps, 'keys'>, userId: string, name: string) {
  const words = await sealWords(deps, { userId }, name);
  const nameHash = await deps.keys.lookup('palette', name.toLowerCase());
  return { name: words.readable, nameSealed: words.sealed, nameHash };
}

/** The columns of its colours' names, as many as it has colours, or none. */
export async function colourNameColumns(deps: Pick<Deps, 'keys'>, userId: string, names: readonly string[]) {
  const words = await sealWords(deps, { userId }, names.some((name) => name !== '') ? names.join('\n') : '');
  return { colourNames: words.readable, colourNamesSealed: words.sealed };
}

/** @throws Failure name_taken */
export async function unlessTaken<Result>(name: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (isDuplicate(error)) throw paletteNameTaken(name);
    throw error;
  }
}
