import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { askedFor } from './asked-for.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { replicate: { speed: 0.02 } });
});
afterAll(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await world.close();
});

type Options = Record<string, string | number>;

const people = {
  discord(user: number) {
    const person = discordPerson(world, { user });
    return Object.assign(person, { ask: (prompt: string, options: Options) => person.imagine({ prompt, ...options }) });
  },
  slack(user: number) {
    const person = slackPerson(world, { user });
    const flags = (options: Options) =>
      Object.entries(options).map(([name, value]) => (name === 'literal' ? '--literal' : `--${name} ${value}`));
    return Object.assign(person, {
      ask: (prompt: string, options: Options) => person.imagine([prompt, ...flags(options)].join(' ')),
    });
  },
};
const both = ['discord', 'slack'] as const;
type Person = ReturnType<(typeof people)[(typeof both)[number]]>;

const runsOf = (prompt: string) =>
  [...world.replicate.predictions.values()].filter(({ input }) => input.prompt === prompt);
const balanceOf = async (who: Person) => (await identify(world.deps, who.chatUser)).balance;
const resultOf = (who: Person, prompt: string) =>
  who.sees('the picture', ({ text, images }) => text.includes(prompt) && images.length === 1);
const pictureOf = async (prompt: string) => {
  const [generationId] = await askedFor(world.deps, prompt);
  return world.deps.db.asset.findFirstOrThrow({ where: { generationId: generationId ?? '' } });
};

test.each(both)('%s: pixel art is asked for to a contract, checked, said, and kept by Again and Vary', async (chat) => {
  const ada = people[chat](0);
  await fund(world, ada.chatUser, 50);
  const prompt = `a fox in ${chat}`;
  const asked = { model: 'rd-fast', size: '32x32', colours: 8, palette: 'pico-8', background: 'none' };
  await ada.ask(prompt, { ...asked, preset: 'game_asset', seamless: 'x', literal: 'yes' });
  const { text, message } = await resultOf(ada, prompt);
  expect(text).toMatch(/32 × 32 · [2-8] colours · alpha 0\/255 · grid 1\.00 ✓/);
  const { input } = runsOf(prompt)[0] ?? {};
  expect(input).toMatchObject({
    ...{ style: 'game_asset', width: 32, height: 32, remove_bg: true, tile_x: true, bypass_prompt_expansion: true },
    input_palette: expect.stringMatching(/^data:image\/png;base64,/),
  });
  // Anybody can check it again from the file.
  const { storageKey } = await pictureOf(prompt);
  const { data } = await sharp(await world.deps.storage.get(storageKey))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const colours = new Set<string>();
  for (let at = 0; at < data.length; at += 4) {
    expect([0, 255]).toContain(data[at + 3]);
    if (data[at + 3] === 255) colours.add(data.subarray(at, at + 3).toString('hex'));
  }
  expect(colours.size).toBeLessThanOrEqual(8);
  const pico = ['000000', '1d2b53', '7e2553', '008751', 'ab5236', '5f574f', 'c2c3c7', 'fff1e8', 'ff004d', 'ffa300'];
  const others = ['ffec27', '00e436', '29adff', '83769c', 'ff77a8', 'ffccaa'];
  expect([...pico, ...others]).toEqual(expect.arrayContaining([...colours]));

  for (const button of ['Again', 'Vary']) {
    await ada.press(message as never, button);
    await expect.poll(() => runsOf(prompt).length).toBe(button === 'Again' ? 2 : 3);
    const { seed: _, num_images: _images, input_image: _image, ...same } = runsOf(prompt).at(-1)?.input ?? {};
    expect(input).toMatchObject(same);
    expect(same.input_palette).toBeDefined();
  }
  await expect
    .poll(async () => (await askedFor(world.deps, prompt)).length === 3 && (await balanceOf(ada)))
    .toBeTypeOf('number');
});

test.each(both)('%s: what a model does not take is refused, with what would do instead', async (chat) => {
  const ada = people[chat](1);
  await fund(world, ada.chatUser, 20);
  const had = await balanceOf(ada);
  const refused = async (options: Options, words: string) => {
    await ada.ask(`refused in ${chat}`, options);
    await ada.sees(words, ({ text }) => text.includes(words));
  };
  await refused({ model: 'flux-schnell', palette: 'pico-8' }, 'Choose rd-fast or rd-plus');
  await refused({ model: 'flux-schnell', colours: 8 }, 'flux-schnell takes no number of colours');
  await refused({ model: 'rd-plus', preset: 'retr' }, 'The nearest is retro');
  await refused({ model: 'rd-fast', palette: 'pico-9' }, 'Did you mean pico-8?');
  await refused({ model: 'rd-fast', palette: 'ff0000' }, 'One colour makes no picture');
  expect(runsOf(`refused in ${chat}`)).toEqual([]);
  expect(await balanceOf(ada)).toBe(had);
});

test.each(both)('%s: not as asked, twice: kept or given back, each once and never both', async (chat) => {
  const ada = people[chat](2);
  await fund(world, ada.chatUser, 40);
  const grace = people[chat](1);
  const had = await balanceOf(ada);
  const price = 4;

  const kept = `wrong-size to keep in ${chat}`;
  await ada.ask(kept, { model: 'rd-fast', size: '48x48' });
  const offered = await resultOf(ada, kept);
  expect(offered.text).toContain('64 × 64 ·');
  expect(offered.text).toContain('It is 64 × 64, not 48 × 48.');
  expect(offered.text).toContain('at our cost');
  expect(runsOf(kept)).toHaveLength(2);
  await grace.press(offered.message as never, 'Keep it');
  await grace.sees('not theirs', ({ text }) => text.includes('That one is not yours'));
  await ada.press(offered.message as never, 'Keep it');
  await ada.sees('that it is kept', ({ text }) => text.includes('Kept'));
  // In Discord its buttons are gone; a message with files in Slack keeps them.
  if (chat === 'slack') {
    await ada.press(offered.message as never, 'Give it back');
    await ada.sees('that it was kept', ({ text }) => text.includes('You kept it'));
  }
  expect(await balanceOf(ada)).toBe(had - price);

  const back = `wrong-size to give back in ${chat}`;
  await ada.ask(back, { model: 'rd-fast', size: '48x48' });
  const other = await resultOf(ada, back);
  expect(await balanceOf(ada)).toBe(had - 2 * price);
  await ada.press(other.message as never, 'Give it back');
  await ada.sees(
    'that it is gone',
    ({ text, images }) => text.includes('Given back') && text.includes(back) && images.length === 0,
  );
  expect(await balanceOf(ada)).toBe(had - price);
  const { storageKey } = await pictureOf(back);
  await expect.poll(() => world.deps.storage.exists(storageKey)).toBe(false);
  await ada.press(other.message as never, 'Give it back').catch(() => undefined);
  await ada.press(other.message as never, 'Keep it').catch(() => undefined);
  expect(await balanceOf(ada)).toBe(had - price);
});
