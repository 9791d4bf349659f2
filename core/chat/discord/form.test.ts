import { expect, test } from 'vitest';
import type { Field, Form } from '../card/form.ts';
import { discordFormFault, renderDiscordForm } from './form.ts';

const asked = { label: 'L'.repeat(60), description: 'd'.repeat(200), required: true, isMain: false };
const field = (name: string, more: object = {}): Field =>
  ({ ...asked, name, type: 'text', suggests: false, ...more }) as Field;
const form = (...fields: Field[]): Form => ({ title: 't'.repeat(60), submit: 'Send', fields });

test('every kind of field is what Discord has for it, within its limits', () => {
  const first = renderDiscordForm(
    form(
      field('words', { min: 2, max: 5000, default: 'x' }),
      field('name', { required: false }),
      field('count', { type: 'number', min: 1, max: 4, default: 2 }),
      field('size', { type: 'choice', choices: ['wide', 'tall'], default: 'tall' }),
      field('extras', { type: 'flags', choices: ['a', 'b'], default: ['b'], required: false }),
    ),
    'v2:show:1',
  );
  const common = { type: 18, label: `${'L'.repeat(44)}…`, description: `${'d'.repeat(99)}…` };
  const required = { required: true };
  expect(first).toEqual({
    custom_id: 'v2:show:1',
    title: `${'t'.repeat(44)}…`,
    components: [
      {
        ...common,
        component: { ...required, type: 4, custom_id: 'words', style: 2, min_length: 2, max_length: 4000, value: 'x' },
      },
      { ...common, component: { required: false, type: 4, custom_id: 'name', style: 1 } },
      {
        ...common,
        component: {
          ...required,
          type: 4,
          custom_id: 'count',
          style: 1,
          max_length: 16,
          value: '2',
          placeholder: '1 to 4',
        },
      },
      {
        ...common,
        component: {
          ...required,
          type: 3,
          custom_id: 'size',
          options: [
            { label: 'Wide', value: 'wide' },
            { label: 'Tall', value: 'tall', default: true },
          ],
        },
      },
      {
        ...common,
        component: {
          required: false,
          type: 3,
          custom_id: 'extras',
          min_values: 0,
          max_values: 2,
          options: [
            { label: 'A', value: 'a' },
            { label: 'B', value: 'b', default: true },
          ],
        },
      },
    ],
  });
  const second = renderDiscordForm(
    form(
      field('who', { type: 'person' }),
      field('picture', { type: 'image', required: false }),
      field('other', { type: 'image' }),
      field('paper', {
        type: 'choice',
        choices: ['matt', 'glossy'],
        default: 'matt',
        allVisible: true,
        required: false,
      }),
      field('extras', { type: 'flags', choices: ['a'], allVisible: true }),
    ),
    'x',
  );
  expect(second.components.map((part) => 'component' in part && part.component)).toEqual([
    { ...required, type: 5, custom_id: 'who' },
    { required: false, type: 19, custom_id: 'picture', min_values: 0 },
    { ...required, type: 19, custom_id: 'other' },
    {
      ...{ required: false, type: 21, custom_id: 'paper' },
      options: [
        { label: 'Matt', value: 'matt', default: true },
        { label: 'Glossy', value: 'glossy' },
      ],
    },
    // Discord's groups have two choices at least.
    { ...required, type: 3, custom_id: 'extras', min_values: 1, max_values: 1, options: [{ label: 'A', value: 'a' }] },
  ]);
});

test.each([
  ['nothing', form(), 'asks for nothing'],
  ['six fields', form(...Array.from({ length: 6 }, (_, index) => field(`${index}`))), 'has 6 fields; Discord takes 5.'],
  [
    '26 choices',
    form(field('size', { type: 'choice', choices: Array.from({ length: 26 }, (_, index) => `${index}`) })),
    'The field “size” has more choices than Discord takes: 25.',
  ],
])('a form with %s is told in a sentence, and not sent', (_what, tooMuch, sentence) => {
  expect(discordFormFault(tooMuch)).toContain(sentence);
  expect(() => renderDiscordForm(tooMuch, 'x')).toThrow(sentence);
});
