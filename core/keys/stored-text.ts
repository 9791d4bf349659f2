import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { close, open } from './aead.ts';
import type { DataKey } from './data-key.ts';
import { bytesOfId, idAt, idBytes } from './id-bytes.ts';

/** Somebody's words as a row has them: sealed, or readable if the row is older than sealing. */
export type StoredText = { sealed: Buffer } | { readable: string };

/** What `stored_text(readable, sealed)` of the database answers. */
export const storedText = z
  .string()
  .regex(/^[rs]/)
  .transform((text): StoredText => {
    const rest = text.slice(1);
    return text.startsWith('s') ? { sealed: Buffer.from(rest, 'base64') } : { readable: rest };
  });

export const storedTextOf = (readable: string, sealed: Uint8Array | null): StoredText =>
  sealed ? { sealed: Buffer.from(sealed) } : { readable };

/** Stands in place of words whose key was destroyed, or is lost. */
export const unreadable = '(can no longer be read)';

const version = 1;
const context = 'upixel text 1';

/** Laid out as version, id of the key, nonce, tag, ciphertext. Null for no words: there is nothing to keep from anybody. */
export function sealText(key: DataKey, words: string): Uint8Array<ArrayBuffer> | null {
  if (words === '') return null;
  return new Uint8Array(
    Buffer.concat([Buffer.of(version), bytesOfId(key.id), close(key.text, Buffer.from(words), context)]),
  );
}

/** The words of one row. @throws StorageError unavailable, if the key store is away */
export async function openText(deps: Pick<Deps, 'keys' | 'log'>, stored: StoredText): Promise<string> {
  if ('readable' in stored) return stored.readable;
  return openSealed(deps, stored.sealed, await deps.keys.byId(keyIdOf(stored.sealed)));
}

/** Which of a row's fields are stored words. */
type StoredFields<Row> = { [Field in keyof Row]: Row[Field] extends StoredText | null ? Field : never }[keyof Row];
export type Opened<Row, Field extends keyof Row> = Omit<Row, Field> & {
  [Key in Field]: null extends Row[Key] ? string | null : string;
};

/** Opens these fields of all rows; each key is looked up once. @throws StorageError unavailable, if the key store is away */
export async function openFields<Row extends object, Field extends StoredFields<Row>>(
  deps: Pick<Deps, 'keys' | 'log'>,
  rows: readonly Row[],
  ...fields: Field[]
): Promise<Opened<Row, Field>[]> {
  const stored = rows.flatMap((row) => fields.map((field) => row[field] as StoredText | null));
  const ids = new Set(stored.flatMap((each) => (each && 'sealed' in each ? keyIdOf(each.sealed) : [])));
  const keys = new Map(await Promise.all([...ids].map(async (id) => [id, await deps.keys.byId(id)] as const)));
  const words = (each: StoredText | null) => {
    if (each === null) return null;
    return 'readable' in each ? each.readable : openSealed(deps, each.sealed, keys.get(keyIdOf(each.sealed)));
  };
  return rows.map((row) => ({
    ...row,
    ...Object.fromEntries(fields.map((field) => [field, words(row[field] as StoredText | null)])),
  })) as Opened<Row, Field>[];
}

/** The same for one row, or none. */
export async function openFieldsOf<Row extends object, Field extends StoredFields<Row>>(
  deps: Pick<Deps, 'keys' | 'log'>,
  row: Row,
  ...fields: Field[]
): Promise<Opened<Row, Field>> {
  const [opened] = await openFields(deps, [row], ...fields);
  return opened as Opened<Row, Field>;
}

function openSealed({ log }: Pick<Deps, 'log'>, sealed: Buffer, key: DataKey | undefined): string {
  if (!key) return unreadable;
  try {
    return open(key.text, sealed.subarray(1 + idBytes), context).toString('utf8');
  } catch (err) {
    log.error({ keyId: key.id, err }, 'sealed words were changed, and cannot be opened');
    return unreadable;
  }
}

/** The id of the key that sealed it. */
const keyIdOf = (sealed: Uint8Array) => idAt(sealed, 1);
