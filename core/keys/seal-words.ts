import type { Deps } from '../deps.ts';
import type { KeyOwner } from './keys.ts';
import { sealText } from './stored-text.ts';

/** Somebody's words as a row keeps them: one of the two forms. */
export interface WordsForRow {
  readable: string;
  sealed: Uint8Array<ArrayBuffer> | null;
}

/** Seals words with their owner's key; readable until sealing has begun. @throws StorageError unavailable, if the key store is away */
export async function sealWords(deps: Pick<Deps, 'keys'>, owner: KeyOwner, words: string): Promise<WordsForRow> {
  if (words === '' || !(await deps.keys.sealing())) return { readable: words, sealed: null };
  return { readable: '', sealed: sealText(await deps.keys.of(owner), words) };
}

/** The same for names in teams, which came a version later: readable until ids of people are sealed (sealing.ts). */
export async function sealName(deps: Pick<Deps, 'keys'>, owner: KeyOwner, name: string): Promise<WordsForRow> {
  return (await deps.keys.sealing('ids')) ? sealWords(deps, owner, name) : { readable: name, sealed: null };
}

/** The same for an id of a person or a channel, from when ids are sealed. @throws StorageError unavailable */
export async function sealId(deps: Pick<Deps, 'keys'>, owner: KeyOwner, id: string): Promise<WordsForRow> {
  if (id === '' || !(await deps.keys.sealing('ids'))) return { readable: id, sealed: null };
  return { readable: '', sealed: sealText(await deps.keys.of(owner), id) };
}

/** The same for an id of a server or workspace. @throws StorageError unavailable */
export async function sealPlaceId(deps: Pick<Deps, 'keys'>, owner: KeyOwner, id: string): Promise<WordsForRow> {
  if (id === '' || !(await deps.keys.sealing('places'))) return { readable: id, sealed: null };
  return { readable: '', sealed: sealText(await deps.keys.of(owner), id) };
}

export const inBase64 = (sealed: Uint8Array | null) => sealed && Buffer.from(sealed).toString('base64');
