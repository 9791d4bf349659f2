import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { root, sourcesUnder } from './imports.ts';

const read = (file: string) => readFile(join(root, file), 'utf8');

const sheets = (await readdir(join(root, 'web'), { recursive: true }))
  .filter((name) => name.endsWith('.css'))
  .map((name) => join('web', name));

/** The class names in each module's selectors. */
const defined = new Map<string, Set<string>>();
/** The class names that components and other modules use of it. */
const asked = new Map<string, Set<string>>();
for (const sheet of sheets.filter((name) => name !== 'web/styles.css')) {
  const css = (await read(sheet)).replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const selectors = [...css.matchAll(/([^{};]+)\{/g)].map((match) => match[1] ?? '');
  defined.set(
    sheet,
    new Set(namesIn(selectors.filter((text) => !text.trim().startsWith('@')).join(), /\.([a-z]\w*)/gi)),
  );
  for (const [, names = '', from = ''] of css.matchAll(/composes:([^;]+?)from\s+"([^"]+)"/g))
    ask(join(dirname(sheet), from), names.trim().split(/\s+/));
}
for (const file of await sourcesUnder('web')) {
  const text = await read(file);
  for (const [, local = '', from = ''] of text.matchAll(/import (\w+) from '([^']+\.module\.css)'/g))
    ask(join(dirname(file), from), namesIn(text, new RegExp(`(?<![\\w./-])${local}\\.(\\w+)`, 'g')));
}

function namesIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}
function ask(sheet: string, names: string[]) {
  asked.set(sheet, new Set([...(asked.get(sheet) ?? []), ...names]));
}
const missing = (wanted: Map<string, Set<string>>, there: Map<string, Set<string>>) =>
  [...wanted].flatMap(([sheet, names]) =>
    [...names].filter((name) => !there.get(sheet)?.has(name)).map((name) => `${sheet}: ${name}`),
  );

test('one sheet of styles is for all pages, and each other belongs to a component', async () => {
  expect(sheets.filter((name) => !name.endsWith('.module.css'))).toEqual(['web/styles.css']);
  expect(defined.size).toBeGreaterThan(30);
  const outward = [];
  for (const sheet of defined.keys()) if ((await read(sheet)).includes(':global')) outward.push(sheet);
  expect(outward).toEqual([]);
});

test('of Mantine’s styles there are those of every component that is used', async () => {
  const listed = await read('web/mantine.ts');
  const used = new Set<string>();
  for (const file of await sourcesUnder('web'))
    for (const [, names = ''] of (await read(file)).matchAll(/import \{([^}]+)\} from '@mantine\/core'/g))
      for (const name of names.split(',')) used.add(name.trim());
  const styled = await readdir(join(root, 'node_modules/@mantine/core/styles'));
  const wanted = [...used].map((name) => `${name}.layer.css`).filter((name) => styled.includes(name));
  expect(wanted.length).toBeGreaterThan(8);
  expect(wanted.filter((name) => !listed.includes(`styles/${name}'`))).toEqual([]);
});

test('every class that a component asks for is there, and none is there for nobody', () => {
  expect(missing(asked, defined)).toEqual([]);
  expect(missing(defined, asked)).toEqual([]);
});
