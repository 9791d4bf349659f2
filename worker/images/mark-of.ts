import type { Deps } from '#core/deps.ts';
import { readContainer } from '#core/images/containers/read-container.ts';
import { StorageError } from '#core/ports/storage.ts';

/** The mark of a stored picture: what we make of it is as much a model's as that is. Undefined if it has none, or is gone. @throws ImageError */
export async function markOf({ storage }: Pick<Deps, 'storage'>, key: string | null): Promise<Buffer | undefined> {
  if (key === null) return undefined;
  try {
    return readContainer(await storage.get(key)).xmp;
  } catch (error) {
    if (error instanceof StorageError && error.code === 'not_found') return undefined;
    throw error;
  }
}
