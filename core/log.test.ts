import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('a process that ends at once says nothing but its own words, and its log has the last line', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'upixel-log-'));
  try {
    const file = join(folder, 'logs', 'upixel.log');
    const lines = [
      `import { createLog } from ${JSON.stringify(new URL('log.ts', import.meta.url).href)};`,
      `createLog('info', ${JSON.stringify(file)}).info('the last words');`,
      'process.exit(3);',
    ];
    const ended = promisify(execFile)(process.execPath, [
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      lines.join(''),
    ]);
    await expect(ended).rejects.toMatchObject({ code: 3, stderr: '' });
    expect(await readFile(file, 'utf8')).toContain('the last words');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
