import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { dataKey } from './data-key.ts';
import { lookThrough } from './look-through.ts';
import { sealText } from './stored-text.ts';

test('what is looked through is what was sealed, whatever its length and key; of a lost key nothing', async () => {
  const [first, second, lost] = [0, 0, 0].map(() => dataKey(randomUUID(), randomBytes(32)));
  if (!first || !second || !lost) throw new Error('three keys');
  const keys = new Map([first, second].map((key) => [key.id, key]));
  const words = Array.from(
    { length: 70 },
    (_, length) => `${'ü'.repeat(length % 3)}${'fox '.repeat(length).slice(0, length + 1)}`,
  );
  const sealed = words.map((each, index) => Buffer.from(sealText(index % 4 === 0 ? second : first, each) ?? []));
  const ofLost = Buffer.from(sealText(lost, 'gone') ?? []);
  const older = Buffer.concat([Buffer.of(0), Buffer.from('readable, früher')]);
  const deps = { keys: { byId: async (id: string) => keys.get(id) } as never };
  expect(await lookThrough(deps, [...sealed, ofLost, older])).toEqual([...words, '', 'readable, früher']);
});
