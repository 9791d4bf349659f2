import { ConfigError } from '../config.ts';
import type { Deps } from '../deps.ts';

/** At the start: what is erased would live on in a bucket that keeps versions. @throws ConfigError in production, unless that was accepted */
export async function lookAtVersions({
  storage,
  config,
  log,
}: Pick<Deps, 'storage' | 'config' | 'log'>): Promise<void> {
  if (config.storageVersionsAccepted) return;
  const keeps = await storage.keepsVersions().catch((err: unknown) => {
    log.warn({ err }, 'the store does not say whether it keeps versions of what is erased');
    return false;
  });
  if (!keeps) return;
  if (config.production)
    throw new ConfigError([
      'STORAGE_URL: the bucket keeps older versions, and so what was erased: turn its versioning off, or set STORAGE_VERSIONS=accepted (docs/deploy.md)',
    ]);
  log.warn('the bucket keeps older versions, and so what was erased (docs/deploy.md)');
}
