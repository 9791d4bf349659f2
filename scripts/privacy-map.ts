import { readFile, writeFile } from 'node:fs/promises';
import { mapAsMarkdown } from '#core/privacy/map/markdown.ts';

/** Writes the data map into docs/privacy.md, between its two marks. */
const file = new URL('../docs/privacy.md', import.meta.url);
const [before, rest = ''] = (await readFile(file, 'utf8')).split('<!-- map -->\n');
const after = rest.split('<!-- /map -->')[1] ?? '';
await writeFile(file, `${before}<!-- map -->\n\n${mapAsMarkdown()}\n\n<!-- /map -->${after}`);
