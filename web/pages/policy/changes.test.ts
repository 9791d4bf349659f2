import { expect, test } from 'vitest';
import { changesBetween } from './changes.ts';

test('what stayed, came and went, by paragraphs, and by words where one was only reworded', () => {
  const before = '## We keep little.\n\n- **Backups** are kept for 30 days.\n\nWe are here.\n';
  const after = '## We keep little.\n\n- **Backups** are kept for 35 days.\n\nWe are here.\n\nAnd now there.\n';
  expect(changesBetween(before, after)).toEqual([
    [{ text: 'We keep little.', is: 'same' }],
    [
      { text: 'Backups are kept for ', is: 'same' },
      { text: '30', is: 'removed' },
      { text: '35', is: 'added' },
      { text: ' days.', is: 'same' },
    ],
    [{ text: 'We are here.', is: 'same' }],
    [{ text: 'And now there.', is: 'added' }],
  ]);
});

test('a paragraph that another one replaced is not mixed with it', () => {
  expect(changesBetween('Nothing follows you.\n', 'Credits never expire at all.\n')).toEqual([
    [{ text: 'Nothing follows you.', is: 'removed' }],
    [{ text: 'Credits never expire at all.', is: 'added' }],
  ]);
});
