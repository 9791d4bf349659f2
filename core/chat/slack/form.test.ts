import { expect, test } from 'vitest';
import type { Field, Form } from '../card/form.ts';
import { renderSlackForm, slackFormFault } from './form.ts';

const asked = { label: 'Label', description: 'What it is', required: false, isMain: false };
const field = (name: string, more: object = {}): Field =>
  ({ ...asked, name, type: 'text', suggests: false, ...more }) as Field;
const form = (...fields: Field[]): Form => ({ title: 't'.repeat(30), submit: 's'.repeat(30), fields });
const elementsOf = (blocks: object[]) => blocks.map((block) => (block as { element: object }).element);
const plain = (text: string) => ({ type: 'plain_text', text });

test('every kind of field is what Slack has for it, with what is known already', () => {
  const view = renderSlackForm(
    form(
      field('words', { max: 5000, required: true }),
      field('model', { suggests: true }),
      field('count', { type: 'number', min: 1, max: 4, default: 2 }),
      field('size', { type: 'choice', choices: ['wide', 'tall'], default: 'tall' }),
      field('extras', { type: 'flags', choices: ['a', 'b'], default: ['b'] }),
      field('who', { type: 'person' }),
      field('picture', { type: 'image' }),
      field('side', { type: 'choice', choices: ['wide', 'tall'], allVisible: true }),
      field('more', { type: 'flags', choices: ['a', 'b'], default: ['a'], allVisible: true }),
      field('many', { type: 'choice', choices: [...'abcdefghijk'], allVisible: true }),
    ),
    {
      callbackId: 'c',
      metadata: 'm',
      filled: { words: 'a fox', size: 'wide', who: 'U1', model: 'fast' },
      offered: { model: { label: 'Fast', value: 'fast' } },
    },
  );
  expect(view).toMatchObject({
    type: 'modal',
    callback_id: 'c',
    private_metadata: 'm',
    title: plain(`${'t'.repeat(23)}…`),
    submit: plain(`${'s'.repeat(23)}…`),
  });
  expect(view.blocks[0]).toMatchObject({
    type: 'input',
    block_id: 'words',
    optional: false,
    label: plain('Label'),
    hint: plain('What it is'),
  });
  const [wide, tall, a, b] = ['wide', 'tall', 'a', 'b'].map((value) => ({
    text: plain(value.charAt(0).toUpperCase() + value.slice(1)),
    value,
  }));
  expect(elementsOf(view.blocks)).toEqual([
    { type: 'plain_text_input', action_id: 'words', multiline: true, max_length: 3000, initial_value: 'a fox' },
    {
      type: 'external_select',
      action_id: 'model',
      min_query_length: 0,
      initial_option: { text: plain('Fast'), value: 'fast' },
    },
    {
      type: 'number_input',
      action_id: 'count',
      is_decimal_allowed: false,
      min_value: '1',
      max_value: '4',
      initial_value: '2',
    },
    { type: 'static_select', action_id: 'size', options: [wide, tall], initial_option: wide },
    { type: 'multi_static_select', action_id: 'extras', options: [a, b], initial_options: [b] },
    { type: 'users_select', action_id: 'who', initial_user: 'U1' },
    { type: 'file_input', action_id: 'picture', max_files: 1 },
    { type: 'radio_buttons', action_id: 'side', options: [wide, tall] },
    { type: 'checkboxes', action_id: 'more', options: [a, b], initial_options: [a] },
    { type: 'static_select', action_id: 'many', options: expect.objectContaining({ length: 11 }) },
  ]);
});

test.each([
  ['nothing', form(), 'asks for nothing'],
  ['101 fields', form(...Array.from({ length: 101 }, (_, index) => field(`${index}`))), '101 fields; Slack takes 100.'],
  [
    '101 choices',
    form(field('size', { type: 'choice', choices: Array.from({ length: 101 }, (_, index) => `${index}`) })),
    'The field “size” has more choices than Slack takes: 100.',
  ],
])('a form with %s is told in a sentence, and not sent', (_what, tooMuch, sentence) => {
  expect(slackFormFault(tooMuch)).toContain(sentence);
  expect(() => renderSlackForm(tooMuch, { callbackId: 'c', metadata: 'm' })).toThrow(sentence);
});
