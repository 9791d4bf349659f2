import fc from 'fast-check';
import { expect, test } from 'vitest';
import { imagine } from '../../../bots/commands/imagine.ts';
import { describeOptions } from '../../../bots/define-command.ts';
import { parseText } from '../../../bots/slack/parse-text.ts';
import { models } from '../../models/catalogue.ts';
import { sizeNames } from '../../models/define-model.ts';
import { maxSeed } from '../../models/seed.ts';
import { wordsToRepeat } from './use-again.ts';

const made = {
  prompt: 'a fox knight',
  model: 'black-forest-labs/flux-schnell',
  size: 'wide',
  format: 'best' as const,
  seed: 7,
  images: 1,
  index: 0,
  hasReference: false,
  negativePrompt: '',
  strength: null,
  pixel: null,
};

/** How Slack's own parser reads it. */
function read(text: string) {
  expect(text.startsWith('/imagine ')).toBe(true);
  const { raw, faults } = parseText(describeOptions(imagine), text.slice('/imagine '.length));
  expect(faults).toEqual([]);
  return imagine.options.parse(raw);
}

test('says it in both ways of writing', () => {
  expect(wordsToRepeat(made)).toEqual({
    discord: '/imagine prompt:a fox knight model:flux-schnell size:wide seed:7',
    slack: '/imagine a fox knight --model flux-schnell --size wide --seed 7',
    note: null,
  });
});

test('asks for PNG where the model was asked for it, and only if it makes another file else', () => {
  const { discord, slack } = wordsToRepeat({ ...made, format: 'png' });
  expect(discord).toContain('size:wide format:png seed:7');
  expect(read(slack)).toMatchObject({ format: 'png', size: 'wide' });
  expect(wordsToRepeat({ ...made, format: 'png', model: 'retro-diffusion/rd-fast' }).discord).not.toContain('format');
});

test('one of several images of a run needs the whole run, and says which it was', () => {
  const { discord, slack, note } = wordsToRepeat({ ...made, images: 4, index: 1 });
  expect(discord).toContain('count:4 seed:7');
  expect(read(slack)).toMatchObject({ count: 4, seed: 7 });
  expect(note).toBe('It makes 4 images; this was number 2.');
});

test('says what must not be in it, its pixels, and how much of a picture was changed', () => {
  const negativePrompt = 'a "sign", --text';
  const { discord, slack } = wordsToRepeat({ ...made, size: '64x48', strength: 0.605, negativePrompt });
  expect(discord).toMatch(/size:64x48 seed:7 strength:60\.5% negative:a "sign", --text$/);
  expect(read(slack)).toMatchObject({ prompt: 'a fox knight', size: '64x48', strength: 0.605 });
  expect(read(slack).negative).toBe("a 'sign', --text");
  expect(read(wordsToRepeat({ ...made, prompt: '--fox', negativePrompt: 'cars, people' }).slack)).toMatchObject({
    ...{ prompt: '--fox', negative: 'cars, people' },
  });
});

test('says what pixel art was asked for, in words that bring it back', () => {
  const palette = { colours: [0x1a1c2c, 0xf4f4f4] };
  const pixel = { colours: 8, palette, background: 'none', preset: 'retro', seamless: 'x', literal: true } as const;
  const { discord, slack } = wordsToRepeat({ ...made, model: 'retro-diffusion/rd-fast', pixel });
  expect(discord).toContain('colours:8 background:none preset:retro seamless:x palette:1a1c2c,f4f4f4 literal:yes');
  expect(read(slack)).toMatchObject({
    ...{ prompt: 'a fox knight', colours: 8, palette: '1a1c2c,f4f4f4', background: 'none', preset: 'retro' },
    ...{ seamless: 'x', literal: 'yes' },
  });
});

test('is honest about what cannot be made again', () => {
  const banana = wordsToRepeat({ ...made, model: 'google/nano-banana', hasReference: true });
  expect(banana.discord).not.toContain('seed');
  expect(banana.note).toBe('nano-banana takes no seed, so it will be another image. Add the picture it started from.');
  expect(wordsToRepeat({ ...made, model: 'gone/model' }).note).toBe('The model gone/model is not offered any more.');
});

// Slack takes quotes around the whole prompt for the person's brackets: they are the only thing that is lost.
const isQuoted = (prompt: string) => /^["“”„«»][^"“”„«»]*["“”„«»]$/u.test(prompt);
const words = fc.string({ unit: fc.constantFrom(...'ab "“”—–-=<>&é\n'), minLength: 1, maxLength: 40 });

test('whatever the prompt, what Slack reads is what made the image', () => {
  fc.assert(
    fc.property(
      fc.oneof(words, fc.constantFrom('--count 9', 'a — proud —size fox', 'stop --', '--', 'a sign "STOP --seed 1"')),
      fc.constantFrom(...models),
      fc.constantFrom(...sizeNames),
      fc.integer({ min: 0, max: maxSeed }),
      (typed, model, size, seed) => {
        const prompt = typed.trim();
        fc.pre(prompt !== '' && !isQuoted(prompt));
        const understood = read(wordsToRepeat({ ...made, prompt, model: model.id, size, seed }).slack);
        expect(understood).toMatchObject({ prompt, model: model.name, size, ...(model.hasSeed ? { seed } : {}) });
      },
    ),
    { numRuns: 500 },
  );
});
