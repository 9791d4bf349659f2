import { expect, it } from 'vitest';
import { createFileStore } from './file-store.ts';

it('keeps the newest two thousand files', async () => {
  const files = createFileStore();
  for (let n = 0; n < 2_001; n += 1) files.put(`${n}`, Buffer.from(`file ${n}`));
  expect(files.get('0')).toBeUndefined();
  expect(files.get('1')?.toString()).toBe('file 1');
  files.delete('1');
  expect(files.get('1')).toBeUndefined();
  await files.close();
});

it('reads from the disk what was written', async () => {
  const files = createFileStore();
  files.put('a', Buffer.from('fox'));
  await expect.poll(() => files.get('a')?.toString()).toBe('fox');
  await files.close();
  expect(files.get('a')).toBeUndefined();
});
