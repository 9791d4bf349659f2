import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './imports.ts';

const decisions = (await readdir(join(root, 'docs/decisions'))).sort();
const numbers = decisions.map((name) => Number(name.slice(0, 4)));

test('each page is one decision with a number of its own, and says since when it stands', async () => {
  expect(new Set(numbers).size).toBe(decisions.length);
  for (const [index, name] of decisions.entries()) {
    const text = await readFile(join(root, 'docs/decisions', name), 'utf8');
    expect(text, name).toMatch(
      new RegExp(`^# ${numbers[index]}\\. .+\\n\\n(Accepted|Replaced by decision \\d+), 20\\d\\d-\\d\\d-\\d\\d[.;]`),
    );
    // Only the reasons may come before it.
    expect(text.split('\n\n').slice(2, 4).join(' '), name).toContain('**Decision.**');
    expect(text.match(/\*\*Decision\.\*\*/g), name).toHaveLength(1);
  }
});

test('the decisions that a page refers to are there', async () => {
  const documents = (await readdir(join(root, 'docs'), { recursive: true })).filter((name) => name.endsWith('.md'));
  expect(documents.length).toBeGreaterThan(decisions.length);
  for (const name of documents) {
    const text = await readFile(join(root, 'docs', name), 'utf8');
    for (const [, number] of text.matchAll(/decision (\d+)/g)) expect(numbers, name).toContain(Number(number));
    for (const [, page] of text.matchAll(/\]\((\d{4}-[\w-]+\.md)\)/g)) expect(decisions, name).toContain(page);
  }
});

test.each(['architecture', 'glossary'])('what the %s names is there', async (page) => {
  const text = await readFile(join(root, `docs/${page}.md`), 'utf8');
  const paths = [...text.matchAll(/`([\w./-]+\/[\w./-]*|[\w-]+\.ts)`/g)].map((match) => match[1] ?? '');
  expect(paths.length).toBeGreaterThan(10);
  for (const path of paths) await expect(stat(join(root, path)), path).resolves.toBeDefined();
  const functions = (await readdir(join(root, 'prisma/functions'), { recursive: true })).join();
  for (const [, name] of text.matchAll(/`(\w+)\(\)`/g)) expect(functions).toContain(`/${name}.sql`);
});
