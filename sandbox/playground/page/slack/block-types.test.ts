import { expect, test } from 'vitest';
import { type Element, initialChoice, initialChoices } from './block-types.ts';

const option = (value: string) => ({ text: { type: 'plain_text' as const, text: value }, value });

test('a select of people shows who is chosen already, as one of options does', () => {
  expect(initialChoice({ type: 'users_select', initial_user: 'U01ADA' } as Element)).toBe('U01ADA');
  expect(initialChoice({ type: 'static_select', initial_option: option('square') } as Element)).toBe('square');
  expect(initialChoice({ type: 'users_select' } as Element)).toBe('');
  expect(initialChoices({ type: 'multi_users_select', initial_users: ['U01ADA', 'U02GRACE'] } as Element)).toEqual([
    'U01ADA',
    'U02GRACE',
  ]);
  expect(
    initialChoices({ type: 'multi_static_select', initial_options: [option('x'), option('y')] } as Element),
  ).toEqual(['x', 'y']);
});
