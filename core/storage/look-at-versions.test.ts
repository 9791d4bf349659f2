import { expect, test } from 'vitest';
import { createLog } from '#core/log.ts';
import { lookAtVersions } from './look-at-versions.ts';

const look = (keeps: boolean | undefined, config: { production: boolean; storageVersionsAccepted: boolean }) =>
  lookAtVersions({
    log: createLog('silent'),
    config,
    storage: {
      keepsVersions: () => (keeps === undefined ? Promise.reject(new Error('down')) : Promise.resolve(keeps)),
    },
  } as unknown as Parameters<typeof lookAtVersions>[0]);

test('production starts on a bucket with versions only if that was accepted', async () => {
  const live = { production: true, storageVersionsAccepted: false };
  await expect(look(true, live)).rejects.toThrow('STORAGE_VERSIONS=accepted');
  await look(true, { ...live, storageVersionsAccepted: true });
  await look(true, { ...live, production: false });
  await look(false, live);
  await look(undefined, live);
});
