import type { Deps } from '../deps.ts';
import type { KeyOwner } from '../keys/keys.ts';
import { sealWords } from '../keys/seal-words.ts';
import { openText, storedTextOf } from '../keys/stored-text.ts';
import type { ChatPerson } from './person.ts';

/** How a row keeps a person of a chat. */
export interface StoredPerson {
  name: string;
  avatarUrl: string | null;
  placeName: string | null;
  nameSealed: Uint8Array<ArrayBuffer> | null;
  avatarUrlSealed: Uint8Array<ArrayBuffer> | null;
  placeNameSealed: Uint8Array<ArrayBuffer> | null;
}

/** The columns of a person, sealed with the owner's key. */
export async function storePerson(
  deps: Pick<Deps, 'keys'>,
  owner: KeyOwner,
  { name, avatarPath, placeName }: ChatPerson,
): Promise<StoredPerson> {
  const [named, pictured, placed] = await Promise.all(
    [name, avatarPath ?? '', placeName ?? ''].map((words) => sealWords(deps, owner, words)),
  );
  return {
    name: named?.readable ?? '',
    avatarUrl: pictured?.readable || null,
    placeName: placed?.readable || null,
    nameSealed: named?.sealed ?? null,
    avatarUrlSealed: pictured?.sealed ?? null,
    placeNameSealed: placed?.sealed ?? null,
  };
}

type Row = { [Column in keyof StoredPerson]: StoredPerson[Column] | Uint8Array };

/** The row with its person's fields open. */
export async function openPerson<Found extends Pick<Row, keyof StoredPerson>>(
  deps: Pick<Deps, 'keys' | 'log'>,
  { name, avatarUrl, placeName, nameSealed, avatarUrlSealed, placeNameSealed, ...row }: Found,
): Promise<Omit<Found, keyof StoredPerson> & Pick<StoredPerson, 'name' | 'avatarUrl' | 'placeName'>> {
  const open = (readable: string | null, sealed: Uint8Array | null) =>
    readable === null && !sealed ? null : openText(deps, storedTextOf(readable ?? '', sealed));
  const [named, pictured, placed] = await Promise.all([
    open(name as string, nameSealed),
    open(avatarUrl as string | null, avatarUrlSealed),
    open(placeName as string | null, placeNameSealed),
  ]);
  return { ...row, name: named ?? '', avatarUrl: pictured, placeName: placed };
}
