import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { policyNames, policyVersions } from './policies.ts';

const folder = new URL('../../policies/', import.meta.url);

test.each(policyNames)('%s: every version is a file, newest first, and none is missing', async (name) => {
  const files = await readdir(new URL(`${name}/`, folder));
  expect(files.map((file) => file.replace(/\.md$/, '')).sort()).toEqual([...policyVersions[name]].reverse());
});

test.each(policyNames)('%s: the newest version begins with its summary and names the contact', async (name) => {
  const text = await readFile(new URL(`${name}/${policyVersions[name][0]}.md`, folder), 'utf8');
  expect(text).toMatch(/^## In short\n/);
  expect(text).toContain('{{contact}}');
});
