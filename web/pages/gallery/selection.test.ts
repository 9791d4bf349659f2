import { expect, test } from 'vitest';
import { allOf, type Chosen, extended, mostAtOnce, nothingChosen, toggled } from './selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const idsOf = (chosen: Chosen) => [...chosen.ids].sort().join('');
const extend = (chosen: Chosen, id: string) => extended(chosen, order, id);

test('a press chooses and lets go', () => {
  const one = toggled(nothingChosen, 'b');
  expect(idsOf(one)).toBe('b');
  expect(idsOf(toggled(one, 'b'))).toBe('');
});

test('a range follows where it goes, either way, and keeps what was chosen before', () => {
  const begun = toggled(toggled(nothingChosen, 'e'), 'b');
  const wide = extend(begun, 'd');
  expect(idsOf(wide)).toBe('bcde');
  expect(idsOf(extend(wide, 'c'))).toBe('bce');
  expect(idsOf(extend(wide, 'a'))).toBe('abe');
});

test('without a beginning, or after it is gone, a range begins here', () => {
  expect(idsOf(extend(nothingChosen, 'c'))).toBe('c');
  expect(idsOf(extend(toggled(nothingChosen, 'deleted'), 'c'))).toContain('c');
  expect(idsOf(extend(extend(nothingChosen, 'c'), 'e'))).toBe('cde');
});

test('no more than one request takes, those next to where it began first', () => {
  const many = Array.from({ length: mostAtOnce + 50 }, (_, index) => `n${index}`);
  expect(allOf(many).ids.size).toBe(mostAtOnce);
  const back = extended(toggled(nothingChosen, 'n240'), many, 'n0');
  expect(back.ids.size).toBe(mostAtOnce);
  expect(back.ids.has('n239')).toBe(true);
  expect(back.ids.has('n0')).toBe(false);
});
