import { expect, test } from 'vitest';
import { decodeIntent, encodeIntent, type Intent, type IntentName } from '#core/chat/intent.ts';
import { platformIds } from '#core/chat/platforms.ts';
import { Failure } from '#core/failure.ts';
import { editors } from '#core/models/catalogue.ts';
import { describeOptions } from './define-command.ts';
import { fieldsInWords, formWords } from './form-words.ts';
import { type IntentTable, intents } from './intents/index.ts';
import { fieldsIn } from './line-again.ts';
import { actOf } from './receive.ts';

const id = '6f0c7f0e-6a37-4a7e-9d55-0d7f3a3c1f11';
/** Something for every argument that a form's button has. */
const args = {
  ...{ generationId: id, assetId: id, picture: '12345678901234567890', several: 'yes', kind: 'correct', adult: 'yes' },
  fields: 'prompt.negative.seed',
};

const forms = (Object.keys(intents) as Array<keyof IntentTable>).flatMap((name) => {
  if (intents[name].answer !== 'form') return [];
  const press = decodeIntent(encodeIntent({ name: name as IntentName, args } as Intent));
  return press ? [{ name, press: encodeIntent(press) }] : [];
});

const refusal = new Failure('bad_options', { title: 'No', happened: 'It does not fit.', next: 'Correct it.' });

test.each(forms)('what was written in the form of $name is given back when it is refused', async ({ press }) => {
  const opened = actOf(intents, { type: 'intent', id: press });
  if (opened.answer !== 'form') throw new Error('no form');
  const fields = describeOptions(opened.form);
  const values = Object.fromEntries(
    fields.flatMap((field): Array<[string, unknown]> => {
      switch (field.type) {
        case 'text':
          return [[field.name, `words of ${field.name}`]];
        case 'number':
          return [[field.name, 3]];
        case 'choice':
          return [[field.name, field.choices.find((each) => each !== field.default) ?? field.choices[0]]];
        default:
          return [];
      }
    }),
  );
  const act = actOf(intents, { type: 'submit', id: press, raw: async () => values, given: () => values });
  for (const platform of platformIds) {
    const given = act.givingBack?.(refusal, platform) as Failure;
    if (!fields.some(({ type }) => type === 'text' || type === 'number')) continue;
    for (const value of Object.values(values)) expect(given.typed, platform).toContain(String(value));
    if (platform === 'discord') expect(fieldsIn(fields, given.typed ?? '')).toEqual(values);
  }
});

test('there are as many forms as there are', () => {
  expect(forms.length).toBeGreaterThan(15);
});

test('words that look like a field stay words, and main words alone stand by themselves', () => {
  const press = encodeIntent({ name: 'edit', args: { assetId: id } });
  const opened = actOf(intents, { type: 'intent', id: press });
  if (opened.answer !== 'form') throw new Error('no form');
  const fields = describeOptions(opened.form);
  const other = editors.at(-1)?.name;
  const back = (values: Record<string, unknown>) => fieldsInWords(fields, formWords(fields, values) ?? '');
  expect(formWords(fields, { instruction: 'make it night' })).toBe('make it night');
  for (const instruction of ['make it night', 'Instruction: night', 'a\nb: c'])
    expect(back({ instruction })).toEqual({ instruction });
  expect(back({ instruction: 'Edited by: hand', model: other })).toMatchObject({
    instruction: 'Edited by: hand',
    model: other,
  });
  expect(formWords(fields, {})).toBeUndefined();
});
