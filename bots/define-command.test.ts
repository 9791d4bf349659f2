import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import type { Deps } from '#core/deps.ts';
import { models } from '#core/models/catalogue.ts';
import { imagine } from './commands/imagine.ts';
import { commands } from './commands/index.ts';
import { type Asker, describeOptions } from './define-command.ts';
import { discordCommand } from './discord/command-json.ts';
import { parseOptions } from './parse-options.ts';
import { suggestionsFor } from './receive.ts';

test('a command’s options are read from its schema', () => {
  const options = Object.fromEntries(describeOptions(imagine).map((option) => [option.name, option]));
  expect(options.prompt).toMatchObject({ type: 'text', required: true, min: 1, max: 4000 });
  expect(options.model).toMatchObject({ type: 'text', suggests: true, required: false });
  expect(options.count).toMatchObject({ type: 'number', min: 1, max: 4, default: 1 });
  expect(options.size).toMatchObject({ type: 'text', suggests: true, description: expect.stringContaining('64x64') });
  expect(options.negative).toMatchObject({ type: 'text', isOpen: true, label: 'Negative prompt' });
  expect(options.strength).toMatchObject({ type: 'text', required: false });
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
  const deps = { rules: { drifted: async () => new Set() } } as unknown as Deps;
  const asker = { deps, user: { platform: 'discord', teamId: '', userId: '1' } } as const;
  const offered = (await imagine.suggest?.model?.('pixel', asker)) ?? [];
  expect(offered.length).toBeGreaterThan(0);
  for (const { label } of offered) expect(label).toMatch(/\d+ credits?/);
});

test('suggestions that fail, or take longer than a chat waits, are none', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const warn = vi.fn();
  const asker = { deps: { log: { warn } } as unknown as Deps, user: { platform: 'slack', teamId: 'T1', userId: 'U1' } };
  const asked = (suggest: () => Promise<never>) => ({ ...imagine, suggest: { project: suggest } });
  const of = (suggest: () => Promise<never>) =>
    suggestionsFor(asked(suggest), { name: 'project', typed: 'f' }, asker as Asker);
  expect(await of(() => Promise.reject(new Error('the database is away')))).toEqual([]);
  const late = of(() => new Promise<never>(() => undefined));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await late).toEqual([]);
  expect(warn).toHaveBeenCalledTimes(2);
});

test('what does not fit is refused with a sentence that names it', () => {
  expect(() => parseOptions(imagine, { prompt: 'a fox', count: 9 })).toThrow(/Count/);
  expect(() => parseOptions(imagine, { prompt: '   ' })).toThrow(/Prompt/);
  expect(parseOptions(imagine, { prompt: ' a fox ' })).toMatchObject({ prompt: 'a fox', count: 1 });
});

test('sizes and strengths are read as people write them', () => {
  const read = (raw: Record<string, string>) => parseOptions(imagine, { prompt: 'a fox', ...raw });
  for (const size of ['64x48', '64×48', ' 064 X 48px', '64 * 48'])
    expect(read({ size })).toMatchObject({ size: '64x48' });
  expect(read({ size: 'Wide ' })).toMatchObject({ size: 'wide' });
  for (const size of ['0x48', 'same', '64', '64x', '1000000x2']) expect(() => read({ size })).toThrow(/Size must be/);
  for (const [strength, is] of Object.entries({ '0': 0, '1': 1, '0,25': 0.25, '60 %': 0.6, '60': 0.6, '1%': 0.01 }))
    expect(read({ strength })).toMatchObject({ strength: is });
  expect(() => read({ strength: '-3' })).toThrow(/“-3” is nearest to 0 %/);
  expect(() => read({ strength: 'strong' })).toThrow(/Strength must be 0 to 1/);
});

test('each option that only some models take is taken by one', () => {
  const takes = (model: (typeof models)[number]) => [
    model.acceptsImage,
    model.acceptsStrength,
    model.acceptsNegativePrompt,
    model.exact,
  ];
  for (const index of [0, 1, 2, 3]) expect(models.some((model) => takes(model)[index])).toBe(true);
});

test('words that are there, and too few, are not called missing', () => {
  const options = z.object({ words: z.string().min(3) });
  expect(() => parseOptions({ options }, { words: 'hi' })).toThrow(/Words must have 3 characters at least/);
});

test('what is no text is left out, and the rest is made', () => {
  expect(parseOptions(imagine, { prompt: 'a \0fox \ud83dknight 🦊' })).toMatchObject({ prompt: 'a fox knight 🦊' });
  expect(() => parseOptions(imagine, { prompt: '\0\ud83d' })).toThrow(/Prompt is missing/);
});
