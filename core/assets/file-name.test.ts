import { expect, test } from 'vitest';
import { fileName, fileNames } from './file-name.ts';

const asset = (prompt: string, id = '1') =>
  ({ id, prompt, contentType: 'image/png', position: 0, createdAt: new Date('2026-11-24T10:00:00Z') }) as const;

test.each([
  ['A Fox, knighted!', 'a-fox-knighted'],
  ['Café Ångström', 'cafe-angstrom'],
  ['ثعلب في الغابة', 'ثعلب-في-الغابة'],
  ['שועל אביר', 'שועל-אביר'],
  ['狐の騎士', '狐の騎士'],
  ['लोमड़ी', 'लोमड़ी'],
  // Nothing that turns the reading order around, so that an ending stays one.
  ['fox\u202egnp.exe', 'fox-gnp-exe'],
  ['👨‍👩‍👧 1️⃣ ❤️', '1'],
  ['👨‍👩‍👧', 'image'],
  ['../../etc/passwd', 'etc-passwd'],
  ['```js\n<!channel>```', 'js-channel'],
  ['word '.repeat(20), 'word-word-word-word-word-word-word-word'],
  ['𠮷'.repeat(60), '𠮷'.repeat(40)],
])('%j is saved as %s', (prompt, slug) => {
  expect(fileName(asset(prompt))).toBe(`upixel-2026-11-24-${slug}-1.png`);
});

test('no name longer than a system takes, in bytes, and none twice', () => {
  expect(Buffer.byteLength(fileName(asset('𠮷'.repeat(60))))).toBeLessThan(255);
  const names = fileNames([asset('ثعلب', 'one'), asset('ثعلب!', 'two')]);
  expect(new Set(names.values()).size).toBe(2);
});
