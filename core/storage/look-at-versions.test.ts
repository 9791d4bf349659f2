import { expect, test } from 'vitest';
import { createLog } from '#core/log.ts';
import { lookAtVersions } from './look-at-versions.ts';

type Keeps = boolean | undefined;
const live = { production: true, storageVersionsAccepted: false };

/** Undefined: the store does not say. */
const storeThat = (keeps: Keeps) => ({
  keepsVersions: () => (keeps === undefined ? Promise.reject(new Error('down')) : Promise.resolve(keeps)),
});
const look = (keeps: { files: Keeps; keys: Keeps }, config = live) =>
  lookAtVersions({
    ...{ log: createLog('silent'), config, storage: storeThat(keeps.files), keyStorage: storeThat(keeps.keys) },
  } as unknown as Parameters<typeof lookAtVersions>[0]);

test('production starts on a bucket with versions only if that was accepted', async () => {
  await expect(look({ files: true, keys: false })).rejects.toThrow('STORAGE_VERSIONS=accepted');
  await look({ files: true, keys: false }, { ...live, storageVersionsAccepted: true });
  await look({ files: true, keys: false }, { ...live, production: false });
  await look({ files: false, keys: false });
  await look({ files: undefined, keys: undefined });
});

test('and never keeps its keys in one, accepted or not', async () => {
  await expect(look({ files: false, keys: true })).rejects.toThrow('KEYS_URL');
  await expect(look({ files: false, keys: true }, { ...live, storageVersionsAccepted: true })).rejects.toThrow(
    'KEYS_URL',
  );
  await look({ files: false, keys: true }, { ...live, production: false });
});
