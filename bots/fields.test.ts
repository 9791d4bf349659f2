import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { discordFormFault } from '#core/chat/discord/form.ts';
import { slackFormFault } from '#core/chat/slack/form.ts';
import { formsForTests } from '#test/forms.ts';
import { commands } from './commands/index.ts';
import { defineCommand } from './define-command.ts';
import { formOf } from './define-form.ts';
import { discordCommand } from './discord/command-json.ts';
import { fieldsOf, imageOption, personOption } from './fields.ts';
import { type IntentTable, intents } from './intents/index.ts';
import { parseOptions } from './parse-options.ts';
import { parseText } from './slack/parse-text.ts';
import { usageHint } from './slack/usage.ts';

const options = z.object({
  name: z.string().min(1).max(20).meta({ description: 'A name', title: 'Its name' }),
  model: z.string().optional(),
  count: z.int().min(1).max(4).default(2).meta({ description: 'How many' }),
  size: z.enum(['wide', 'tall']).default('tall'),
  extras: z.array(z.enum(['frame', 'wrap'])).default(['wrap']),
  message: z.string().optional().meta({ kind: 'main' }),
  friend: personOption('Who gets it'),
  picture: imageOption('Like this'),
});
const fields = fieldsOf(options, ['model']);

test('every kind of field is read from a schema, for commands and forms alike', () => {
  expect(fields).toEqual([
    {
      name: 'name',
      label: 'Its name',
      description: 'A name',
      required: true,
      isMain: true,
      type: 'text',
      suggests: false,
      min: 1,
      max: 20,
    },
    {
      name: 'model',
      label: 'Model',
      description: 'model',
      required: false,
      isMain: false,
      type: 'text',
      suggests: true,
    },
    {
      name: 'count',
      label: 'Count',
      description: 'How many',
      required: false,
      isMain: false,
      type: 'number',
      min: 1,
      max: 4,
      default: 2,
    },
    {
      name: 'size',
      label: 'Size',
      description: 'size',
      required: false,
      isMain: false,
      type: 'choice',
      choices: ['wide', 'tall'],
      default: 'tall',
    },
    {
      name: 'extras',
      label: 'Extras',
      description: 'extras',
      required: false,
      isMain: false,
      type: 'flags',
      choices: ['frame', 'wrap'],
      default: ['wrap'],
    },
    {
      name: 'message',
      label: 'Message',
      description: 'message',
      required: false,
      isMain: true,
      type: 'text',
      suggests: false,
    },
    { name: 'friend', label: 'Friend', description: 'Who gets it', required: true, isMain: false, type: 'person' },
    { name: 'picture', label: 'Picture', description: 'Like this', required: true, isMain: false, type: 'image' },
  ]);
  expect(() => fieldsOf(z.object({ when: z.object({}) }))).toThrow('no chat can ask for when');
});

test('several of a few words are typed with commas between them, in a command of either chat', () => {
  const command = defineCommand({
    name: 'print',
    group: 'make',
    description: 'x',
    answer: 'ephemeral',
    options: options.pick({ extras: true }),
    run: async () => undefined,
  });
  expect(usageHint(command)).toBe('[--extras frame,wrap]');
  expect(discordCommand(command).options).toEqual([
    { name: 'extras', description: 'extras: frame, wrap', required: false, type: 3 },
  ]);
  const { raw } = parseText(fieldsOf(command.options), '--extras "frame, wrap"');
  expect(parseOptions(command, raw)).toEqual({ extras: ['frame', 'wrap'] });
  expect(parseOptions(command, { extras: 'FRAME,Wrap' })).toEqual({ extras: ['frame', 'wrap'] });
  expect(() => parseOptions(command, { extras: 'frame, bow' })).toThrow('Extras must be one of frame, wrap');
  const paper = defineCommand({ ...command, options: z.object({ paper: z.enum(['glossy']) }) });
  expect(() => parseOptions(paper, { paper: 'matte' })).toThrow('Paper must be glossy');
});

/** Why a form of these would not open, in each chat. */
function faultsIn(table: IntentTable): string[] {
  const args = {
    generationId: randomUUID(),
    identityId: randomUUID(),
    giftId: randomUUID(),
    itemId: 'pack-500',
    kind: 'correct',
    fields: 'prompt.background.reference.seamless.strength',
  };
  const forms = Object.values(table).flatMap((handler) =>
    handler.answer === 'form' ? [formOf(handler.form(args as never))] : [],
  );
  return forms.flatMap((form) => [discordFormFault(form), slackFormFault(form)].filter((fault) => fault !== undefined));
}

test('every form of ours opens in every chat, and one that would not is found here', () => {
  expect(faultsIn(intents)).toEqual([]);
  expect(faultsIn(formsForTests().intents)).toEqual(['The form “Too much” has 6 fields; Discord takes 5.']);
  const asked = commands.map((command) => ({ title: command.name, submit: command.name, ...command }));
  const withOptions = asked.filter((command) => Object.keys(command.options.shape).length > 0);
  expect(withOptions.map((command) => slackFormFault(formOf(command)))).toEqual(withOptions.map(() => undefined));
});
