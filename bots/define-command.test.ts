import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Deps } from '#core/deps.ts';
import { imagine } from './commands/imagine.ts';
import { commands } from './commands/index.ts';
import { describeOptions } from './define-command.ts';
import { discordCommand } from './discord/command-json.ts';
import { parseOptions } from './parse-options.ts';

test('a command’s options are read from its schema', () => {
  const options = Object.fromEntries(describeOptions(imagine).map((option) => [option.name, option]));
  expect(options.prompt).toMatchObject({ type: 'text', required: true, min: 1, max: 1000 });
  expect(options.model).toMatchObject({ type: 'text', suggests: true, required: false });
  expect(options.count).toMatchObject({ type: 'number', min: 1, max: 4, default: 1 });
  expect(options.size).toMatchObject({ type: 'choice', choices: expect.arrayContaining(['wide']) });
  expect(options.image).toMatchObject({ type: 'image', required: false });
});

test('Discord gets required options first and nothing over its limits', () => {
  for (const command of commands) {
    const json = discordCommand(command);
    expect(json.description.length).toBeLessThanOrEqual(100);
    const required = (json.options ?? []).map((option) => option.required === true);
    expect(required).toEqual([...required].sort((a, b) => Number(b) - Number(a)));
    for (const option of json.options ?? []) expect(option.description.length).toBeLessThanOrEqual(100);
  }
});

test('autocomplete offers models with their price, by any word about them', async () => {
  const asker = { deps: {} as Deps, user: { platform: 'discord', teamId: '', userId: '1' } } as const;
  const offered = (await imagine.suggest?.model?.('pixel', asker)) ?? [];
  expect(offered.length).toBeGreaterThan(0);
  for (const { label } of offered) expect(label).toMatch(/\d+ credits?/);
});

test('what does not fit is refused with a sentence that names it', () => {
  expect(() => parseOptions(imagine, { prompt: 'a fox', count: 9 })).toThrow(/count/);
  expect(() => parseOptions(imagine, { prompt: '   ' })).toThrow(/prompt/);
  expect(parseOptions(imagine, { prompt: ' a fox ' })).toMatchObject({ prompt: 'a fox', count: 1 });
});

test('words that are there, and too few, are not called missing', () => {
  const options = z.object({ words: z.string().min(3) });
  expect(() => parseOptions({ options }, { words: 'hi' })).toThrow(/words must have 3 characters at least/);
});

test('what is no text is left out, and the rest is made', () => {
  expect(parseOptions(imagine, { prompt: 'a \0fox \ud83dknight 🦊' })).toMatchObject({ prompt: 'a fox knight 🦊' });
  expect(() => parseOptions(imagine, { prompt: '\0\ud83d' })).toThrow(/prompt is missing/);
});
