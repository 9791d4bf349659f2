import { ConfigError } from '../config.ts';
import type { Deps } from '../deps.ts';
import type { Storage } from '../ports/storage.ts';

/**
 * At the start: what is erased would live on in a bucket that keeps versions. For files an operator may accept that; of keys nothing may be left, since
 * a destroyed one is what makes backups unreadable. @throws ConfigError in production
 */
export async function lookAtVersions(deps: Pick<Deps, 'storage' | 'keyStorage' | 'config' | 'log'>): Promise<void> {
  const { config, storage, keyStorage } = deps;
  if (!config.storageVersionsAccepted && (await keepsVersions(deps, storage)))
    refuse(
      deps,
      'STORAGE_URL: the bucket keeps older versions, and so what was erased: turn its versioning off, or set STORAGE_VERSIONS=accepted (docs/deploy.md)',
    );
  if (await keepsVersions(deps, keyStorage))
    refuse(
      deps,
      'KEYS_URL: the bucket keeps older versions, and so keys that were destroyed: take one whose versioning was never on (docs/deploy.md)',
    );
}

function refuse({ config, log }: Pick<Deps, 'config' | 'log'>, why: string): void {
  if (config.production) throw new ConfigError([why]);
  log.warn({ why }, 'what is erased would live on');
}

const keepsVersions = ({ log }: Pick<Deps, 'log'>, store: Pick<Storage, 'keepsVersions'>): Promise<boolean> =>
  store.keepsVersions().catch((err: unknown) => {
    log.warn({ err }, 'a store does not say whether it keeps versions of what is erased');
    return false;
  });
