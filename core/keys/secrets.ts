import type { Storage } from '../ports/storage.ts';
import { openWithAny, type WrappingKeys } from './aead.ts';
import { readIfThere } from './key-store.ts';
import type { SecretName } from './prepare.ts';

/** Reads a secret of the service from the key store, once in a process. @throws StorageError unavailable; Error if it is lost */
export type ReadSecret = (name: SecretName) => Promise<Buffer>;

export function createSecrets(storage: Storage, wrappingKeys: WrappingKeys): ReadSecret {
  const known = new Map<SecretName, Promise<Buffer>>();
  const read = async (name: SecretName) => {
    const wrapped = await readIfThere(storage, name);
    if (!wrapped) throw new Error(`The key store has lost its part “${name}”`);
    return openWithAny(wrappingKeys, wrapped, name);
  };
  return (name) => {
    const secret = known.get(name) ?? read(name);
    known.set(name, secret);
    secret.catch(() => known.delete(name));
    return secret;
  };
}
