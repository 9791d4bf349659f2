import { expect, test } from 'vitest';
import { lookAtDiscord } from '#sandbox/look/discord.ts';
import { lookAtSlack } from '#sandbox/look/slack.ts';
import type { GenerationView } from '../../generations/view.ts';
import { findModel } from '../../models/catalogue.ts';
import { plainText } from '../card/card.ts';
import { renderDiscord } from '../discord/render.ts';
import { renderSlack } from '../slack/render.ts';
import { resultCard, statusCard } from './generation.ts';
import { undeliveredCard } from './undelivered.ts';
import { whyWithheld } from './withheld.ts';

const made = (over: Partial<GenerationView> = {}): GenerationView => ({
  id: '01890000-0000-7000-8000-000000000000',
  status: 'succeeded',
  model: 'black-forest-labs/flux-schnell',
  prompt: 'a fox knight',
  size: 'square',
  count: 1,
  seed: 7,
  unitPrice: 1,
  stored: 1,
  failure: null,
  withheld: 0,
  unchecked: 0,
  isUnchecked: false,
  canShowWithheld: false,
  givenBack: 0,
  inputImageKey: null,
  pictures: 0,
  startsFrom: null,
  isHeldUp: false,
  showsInput: false,
  tool: null,
  originModel: null,
  sourceNumber: null,
  pixelFound: null,
  pixel: null,
  description: null,
  cancelRequested: false,
  createdAt: new Date(),
  startedAt: new Date(),
  identityId: '01890000-0000-7000-8000-000000000001',
  accountId: null,
  teamName: null,
  teamDeclined: null,
  ahead: 0,
  shown: '',
  uploads: [],
  runs: [],
  assets: [
    {
      id: 'a',
      position: 0,
      storageKey: 'a',
      contentType: 'image/png',
      width: 1,
      height: 1,
      byteLength: 1,
      isFlagged: false,
      layout: null,
    },
  ],
  ...over,
});

/** Cutting it by UTF-16 units between any two of its parts makes it somebody else's family. */
const family = '👨‍👩‍👧';

test('a title ends between characters, while it is made and when it is, in both chats', () => {
  const prompt = `${'x'.repeat(396)}${family} and a fox`;
  for (const card of [statusCard(made({ prompt }), { at: 'starting' }), resultCard(made({ prompt }))]) {
    expect(card.title).toBe(`${'x'.repeat(396)}…`);
    const [discord, slack] = [renderDiscord(card), renderSlack(card)];
    for (const { text } of [lookAtDiscord({ content: '', ...discord }), lookAtSlack(slack as never)]) {
      expect(text).toContain(`${'x'.repeat(396)}…`);
      expect(text).not.toMatch(/\p{Cs}|\u200d|👨/u);
    }
  }
});

test('so do the words for whoever cannot see the picture', () => {
  const prompt = `${'x'.repeat(1020)}${family}`;
  const container = renderDiscord(resultCard(made({ prompt }))).components[0];
  expect(JSON.stringify(container)).toContain(`"description":"${'x'.repeat(1020)}…"`);
});

test('a seed is shown of a model that takes one, and of no other', () => {
  for (const [name, note] of [
    ['flux-schnell', 'flux-schnell · seed 7 · 1 credit'],
    ['nano-banana', 'nano-banana · 1 credit'],
  ] as const)
    expect(resultCard(made({ model: findModel(name)?.id ?? '' })).blocks).toContainEqual({
      type: 'note',
      text: expect.stringContaining(note),
    });
});

test('what was withheld is asked for in other words, where words were said at all', () => {
  const advice = (tool: GenerationView['tool']) =>
    whyWithheld({ withheld: 1, unchecked: 0, count: 1, stored: 0, tool })?.next;
  for (const tool of [null, 'vary', 'edit'] as const) expect(advice(tool)).toContain('Say it in other words.');
  for (const tool of ['upscale', 'cut-out', 'pixel-art'] as const)
    expect(advice(tool)).toMatch(/^(?!.*in other words).*Choose another picture\./s);
});

test('without its picture there is nothing to upscale: it is never to be left out', () => {
  const saying = (tool: GenerationView['tool']) =>
    plainText(resultCard(made({ stored: 0, assets: [], failure: 'reference_unreachable', tool })));
  for (const tool of ['upscale', 'cut-out', 'pixel-art', 'describe'] as const)
    expect(saying(tool)).not.toContain('leave it out');
  expect(saying(null)).toContain('Add the picture once more, or leave it out.');
});

test('a sentence keeps the case of the model that it begins with, and one picture is called it', () => {
  const none = { stored: 0, assets: [] };
  expect(plainText(resultCard(made({ ...none, failure: 'failed' })))).toContain('\nflux-schnell failed while it was');
  const words = (platform: 'discord' | 'slack') => plainText(resultCard(made({ ...none, withheld: 1 }), { platform }));
  expect(words('slack')).toContain('flagged it, and it was withheld.');
  expect([words('discord').includes('age-restricted'), words('slack').includes('age-restricted')]).toEqual([
    true,
    false,
  ]);
});

test('what is made of one of several pictures says of which', () => {
  const of = { tool: 'upscale', originModel: 'black-forest-labs/flux-schnell' } as const;
  expect(plainText(resultCard(made({ ...of, sourceNumber: 3 })))).toContain('Upscaled from picture 3, drawn by flux-');
  expect(plainText(resultCard(made(of)))).toContain('Upscaled from a picture of flux-schnell');
});

test('what cannot be posted says what is missing of it, and what came back', () => {
  const words = plainText(undeliveredCard(made({ count: 2, withheld: 1 })));
  expect(words).toContain('1 of 2 images came: our check for adult content flagged 1, and it was withheld. 1 credit');
  expect(words).toContain('It cannot be posted here. It cost 1 credit.');
  expect(plainText(undeliveredCard(made()))).not.toContain('came');
});
