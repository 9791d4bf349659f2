import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '#test/imports.ts';
import { mapAsMarkdown } from './markdown.ts';

test('docs/privacy.md holds the map as it is: npm run privacy:map writes it', async () => {
  expect(await readFile(join(root, 'docs/privacy.md'), 'utf8')).toContain(
    `<!-- map -->\n\n${mapAsMarkdown()}\n\n<!-- /map -->`,
  );
});
