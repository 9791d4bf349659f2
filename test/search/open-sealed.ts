import type { Deps } from '#core/deps.ts';
import { openText, unreadable } from '#core/keys/stored-text.ts';
import { createLog } from '#core/log.ts';
import type { Open } from './places.ts';

/** As somebody reads who has the database and every key that is there today: words by their owner's key, the rest by ENCRYPTION_KEY. */
export function openSealed({ keys, seal }: Pick<Deps, 'keys' | 'seal'>): Open {
  const log = createLog('silent');
  return async (bytes) => {
    try {
      return Buffer.from(seal.open(bytes));
    } catch {
      // A person's key, perhaps.
    }
    if (bytes[0] !== 1 || bytes.length < shortest) return undefined;
    const words = await openText({ keys, log }, { sealed: bytes });
    return words === unreadable ? undefined : Buffer.from(words);
  };
}

/** Version, id of the key, nonce and tag. */
const shortest = 1 + 16 + 12 + 16;
