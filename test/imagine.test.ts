import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { openText, storedTextOf } from '#core/keys/stored-text.ts';
import { checkAgainstSpec } from '#sandbox/discord/spec-check.ts';
import type { Look } from '#sandbox/look/discord.ts';
import { findCommand } from '../bots/commands/index.ts';
import { askedFor } from './asked-for.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
});
afterEach(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  expect(checkAgainstSpec(world.discord.exchanges.splice(0))).toEqual([]);
});
afterAll(() => world?.close());

type Options = Record<string, string | number>;
type Seen = Look & { message: object };

/** What both chats let a person do, in the same words. */
function onDiscord(user: number) {
  const person = discordPerson(world, { user });
  return Object.assign({}, person, {
    id: person.user.id,
    imagine: async (prompt: string, options: Options = {}) => void (await person.imagine({ prompt, ...options })),
    imagineWith: async (prompt: string, bytes: Buffer, options: Options) => {
      const image = { filename: 'me.png', contentType: 'image/png', bytes };
      await person.imagine({ prompt, image, ...options });
    },
    press: async (message: object, label: string) => void (await person.press(message as never, label)),
    async fill(message: object, label: string, values: Record<string, string>) {
      const pressed = await person.press(message as never, label);
      const modal = await pressed.modal();
      const sent = { userId: person.user.id, interactionId: pressed.id, customId: modal.custom_id };
      await person.people.submitModal({ ...sent, values });
      return JSON.stringify(modal);
    },
    async suggested(name: string, typed: string, options: Options = {}) {
      const at = { userId: person.user.id, channelId: person.channel.id, name: 'imagine', focused: name };
      const offered = await person.people.autocomplete({ ...at, options: { prompt: 'x', ...options, [name]: typed } });
      return offered.map((each) => ({ label: each.name, value: String(each.value) }));
    },
  });
}

function onSlack(user: number) {
  const person = slackPerson(world, { user });
  const flags = (options: Options) => Object.entries(options).map(([name, value]) => `--${name} ${value}`);
  return Object.assign({}, person, {
    id: person.user.id,
    imagine: async (prompt: string, options: Options = {}) =>
      void (await person.imagine([prompt, ...flags(options)].join(' '))),
    imagineWith: async (prompt: string, bytes: Buffer, options: Options) => {
      const at = { userId: person.user.id, channelId: person.channel.id };
      const file = await person.people.upload({ ...at, filename: 'me.png', contentType: 'image/png', bytes });
      await person.imagine([prompt, `--image ${file.id}`, ...flags(options)].join(' '));
    },
    press: async (message: object, label: string) => void (await person.press(message as never, label)),
    async fill(message: object, label: string, values: Record<string, string>) {
      await person.press(message as never, label);
      const form = await person.people.until(() => person.people.view(person.user.id), 30_000, 'the form');
      await person.fillIn(values);
      return JSON.stringify(form);
    },
    suggested: async (name: string, typed: string, options: Options = {}) => {
      const asker = { deps: world.deps, user: person.chatUser, given: options };
      return (await findCommand('imagine')?.suggest?.[name]?.(typed, asker)) ?? [];
    },
  });
}

const chats = [
  ['Discord', onDiscord],
  ['Slack', onSlack],
] as const;
type Person = ReturnType<typeof onDiscord> | ReturnType<typeof onSlack>;

const sees = (person: Person, what: string, matches: (look: Look, message: { ephemeralFor?: string }) => unknown) =>
  person.sees(what, matches as never) as Promise<Seen>;
const pictures = (person: Person, prompt: string, count = 1) =>
  sees(
    person,
    `${count} of ${prompt}`,
    ({ images, text }, { ephemeralFor }) => !ephemeralFor && images.length === count && text.includes(prompt),
  );
/** Told alone, with the whole of what they typed, and at no cost. */
async function refused(person: Person, prompt: string, ...words: string[]) {
  const { text } = await sees(
    person,
    words.join(' … '),
    (look, { ephemeralFor }) => ephemeralFor && [prompt, ...words].every((each) => look.text.includes(each)),
  );
  expect(text).toMatch(/Nothing was made and nothing was taken/);
  expect(await askedFor(world.deps, prompt)).toEqual([]);
}
/** What the model was sent for these words, oldest first. */
const inputsOf = (prompt: string) =>
  [...world.replicate.predictions.values()].map(({ input }) => input).filter((input) => input.prompt === prompt);
const rowOf = async (prompt: string) => {
  const [id = ''] = (await askedFor(world.deps, prompt)).slice(-1);
  return world.deps.db.generation.findUniqueOrThrow({ where: { id } });
};
const balanceOf = async (person: Person) => (await identify(world.deps, person.chatUser)).balance;
const photo = () =>
  sharp({ create: { width: 64, height: 64, channels: 3, background: '#c33' } })
    .png()
    .toBuffer();

test.each(chats)('%s: exact pixels are drawn, cost what they are, and stay in Again and Remix', async (name, on) => {
  const ada = on(0);
  const before = await fund(world, ada.chatUser, 200);
  const small = `a small keep ${name}`;
  await ada.imagine(small, { model: 'rd-fast', size: '64×48' });
  expect((await pictures(ada, small)).text).toContain('64 × 48');
  expect(inputsOf(small)).toEqual([expect.objectContaining({ width: 64, height: 48, num_images: 1 })]);
  expect(await rowOf(small)).toMatchObject({ size: '64x48', unitPrice: 4 });

  const large = `a large keep ${name}`;
  await ada.imagine(large, { model: 'rd-fast', size: '384x384', count: 2 });
  const card = await pictures(ada, large, 2);
  expect(await balanceOf(ada)).toBe(before - 4 - 12);
  expect(card.buttons.map(({ label }) => label)).toContain('Again · 12 credits');
  await ada.press(card.message, 'Again');
  await expect.poll(() => inputsOf(large).length).toBe(2);
  expect(inputsOf(large)[1]).toMatchObject({ width: 384, height: 384, num_images: 2 });
  const form = await ada.fill(card.message, 'Remix…', { prompt: `${large} at night` });
  expect(form).toContain('384');
  await pictures(ada, `${large} at night`, 2);
  expect(inputsOf(`${large} at night`)).toEqual([expect.objectContaining({ width: 384, height: 384 })]);

  const exact = `a wide bay ${name}`;
  await ada.imagine(exact, { model: 'flux-2-pro', size: '1920x1088' });
  await pictures(ada, exact);
  expect(inputsOf(exact)).toEqual([
    expect.objectContaining({ aspect_ratio: 'custom', width: 1920, height: 1088, output_format: 'jpg' }),
  ]);
  // Two megapixels out: $0.015 for the run, one in, two out, and a quarter.
  expect(await rowOf(exact)).toMatchObject({ unitPrice: 8 });
});

test.each(chats)('%s: pixels that a model does not draw are answered with the nearest', async (name, on) => {
  const ada = on(0);
  await fund(world, ada.chatUser, 40);
  await ada.imagine(`too large ${name}`, { model: 'rd-fast', size: '1000x500' });
  await refused(ada, `too large ${name}`, '16 to 384 pixels a side', 'The nearest is 384x192');
  await ada.imagine(`off the grid ${name}`, { model: 'flux-2-pro', size: '1000x770' });
  await refused(ada, `off the grid ${name}`, 'in steps of 32', 'The nearest is 992x768');
  await ada.imagine(`no pixels ${name}`, { model: 'flux-schnell', size: '1024x768' });
  await refused(ada, `no pixels ${name}`, 'nearest to 1024x768 is landscape', 'drawn by flux-2-pro');
  await ada.imagine(`a typing error ${name}`, { size: 'lanscape' });
  await refused(ada, `a typing error ${name}`, 'is nearest to landscape');
});

test.each(chats)('%s: shapes and pixels are suggested with their total, as models are for a size', async (_, on) => {
  const ada = on(0);
  const values = async (typed: string, options?: Options) =>
    (await ada.suggested('size', typed, options)).map(({ value }) => value);
  expect(await values('')).toEqual(['square', 'portrait', 'landscape', 'tall', 'wide']);
  expect(await values('WI')).toEqual(['wide']);
  expect(await ada.suggested('size', '384', { model: 'rd-fast', count: 2 })).toEqual([
    { label: '384 × 384 pixels · 12 credits for 2', value: '384x384' },
    { label: '384 × 216 pixels · 8 credits for 2', value: '384x216' },
  ]);
  expect((await ada.suggested('size', '100 × 40', { model: 'rd-fast' }))[0]).toEqual({
    label: '100 × 40 pixels · 4 credits',
    value: '100x40',
  });
  expect((await values('4000x2000', { model: 'flux-2-pro' }))[0]).toBe('2048x1024');
  const models = await ada.suggested('model', 'rd-fast', { size: '384x384', count: 2 });
  expect(models[0]?.label).toContain('rd-fast · 12 credits for 2');
});

test.each(chats)('%s: a negative prompt goes to a model that takes one, sealed, and stays', async (name, on) => {
  const ada = on(0);
  await fund(world, ada.chatUser, 60);
  const prompt = `a quiet street ${name}`;
  await ada.imagine(prompt, { model: 'sd-3.5-large', negative: 'cars, people on foot' });
  const card = await pictures(ada, prompt);
  const sent = { prompt, negative_prompt: 'cars, people on foot', aspect_ratio: '1:1', output_format: 'jpg' };
  expect(inputsOf(prompt)).toEqual([{ ...sent, seed: expect.any(Number) }]);
  const { negativePrompt, negativePromptSealed } = await rowOf(prompt);
  expect(await openText(world.deps, storedTextOf(negativePrompt, negativePromptSealed))).toBe('cars, people on foot');
  expect(card.text).not.toContain('on foot');
  await ada.press(card.message, 'Again');
  await expect.poll(() => inputsOf(prompt).length).toBe(2);
  await ada.press(card.message, 'Vary');
  await expect.poll(() => inputsOf(prompt).length).toBe(3);
  await ada.fill(card.message, 'Remix…', { prompt: `${prompt} at dawn` });
  await pictures(ada, `${prompt} at dawn`);
  const all = [...inputsOf(prompt), ...inputsOf(`${prompt} at dawn`)];
  expect(all.map((input) => input.negative_prompt)).toEqual(all.map(() => sent.negative_prompt));

  await ada.imagine(`a loud street ${name}`, { negative: 'cars' });
  await refused(ada, `a loud street ${name}`, 'flux-schnell takes no negative prompt', 'choose sd-3.5-large');
});

test.each(chats)('%s: a seed is refused where the model takes none', async (name, on) => {
  const ada = on(0);
  await ada.imagine(`a seedless fox ${name}`, { model: 'nano-banana', seed: 4 });
  await refused(ada, `a seedless fox ${name}`, 'nano-banana takes no seed', 'choose flux-schnell');
});

test.each(chats)('%s: a strength goes with a picture, in per cent or from 0 to 1', async (name, on) => {
  const ada = on(0);
  await fund(world, ada.chatUser, 60);
  for (const [written, strength] of [
    ['35%', 0.35],
    ['0.9', 0.9],
    ['60', 0.6],
  ] as const) {
    const prompt = `me as a sprite ${written} ${name}`;
    await ada.imagineWith(prompt, await photo(), { model: 'rd-fast', strength: written });
    await pictures(ada, prompt);
    expect(inputsOf(prompt)).toEqual([expect.objectContaining({ strength, input_image: expect.any(String) })]);
    expect(await rowOf(prompt)).toMatchObject({ strength });
  }
  await ada.imagine(`of nothing ${name}`, { model: 'rd-fast', strength: '50%' });
  await refused(ada, `of nothing ${name}`, 'A strength needs a picture');
  await ada.imagine(`too strong ${name}`, { model: 'rd-fast', strength: '180' });
  await refused(ada, `too strong ${name}`, 'is nearest to 100 %');
  await ada.imagineWith(`by itself ${name}`, await photo(), { model: 'nano-banana', strength: '50%' });
  await refused(ada, `by itself ${name}`, 'nano-banana takes no strength', 'rd-fast, rd-plus');
});

test.each(chats)(
  '%s: one’s own picture is a start: the last, or one by its name, and nobody else’s',
  async (name, on) => {
    const [ada, grace] = [on(0), on(2)];
    await fund(world, ada.chatUser, 60);
    await fund(world, grace.chatUser, 60);
    await grace.imagine(`nothing yet ${name}`, { model: 'rd-fast', reference: 'last' });
    await refused(grace, `nothing yet ${name}`, 'You have no picture yet');
    const first = `an oak ${name}`;
    await ada.imagine(first, { count: 2 });
    await pictures(ada, first, 2);
    const { id } = await rowOf(first);
    const second = `an elm ${name}`;
    await ada.imagine(second);
    await pictures(ada, second);

    const offered = await ada.suggested('reference', 'oak');
    expect(offered.map(({ value }) => value)).toEqual([`${id.slice(0, 8)}-1`, `${id.slice(0, 8)}-2`]);
    expect(offered[1]?.label).toBe(`${first} · 2 of 2 · flux-schnell`);
    expect((await ada.suggested('reference', ''))[0]).toEqual({ label: `The last one: ${second}`, value: 'last' });

    for (const [reference, from] of [
      ['last', second],
      [`upixel-${id.slice(0, 8)}-2.png`, first],
    ] as const) {
      const prompt = `as pixel art from ${reference} ${name}`;
      await ada.imagine(prompt, { model: 'rd-fast', reference, strength: '0.5' });
      await pictures(ada, prompt);
      const source = await rowOf(from);
      const row = await rowOf(prompt);
      expect(row).toMatchObject({ inputImageKey: `inputs/${row.id}`, referenceUrl: null, strength: 0.5 });
      expect(source.inputImageKey).toBeNull();
      expect(inputsOf(prompt)).toEqual([expect.objectContaining({ strength: 0.5, input_image: expect.any(String) })]);
    }
    await grace.imagine(`not hers ${name}`, { model: 'rd-fast', reference: `${id.slice(0, 8)}-1` });
    await refused(grace, `not hers ${name}`, 'You have no such picture');
    await ada.imagine(`from words ${name}`, { reference: 'last' });
    await refused(ada, `from words ${name}`, 'flux-schnell cannot start from a picture');
  },
);

test.each(chats)(
  '%s: 4,000 characters go to the model, and come back whole if something is wrong',
  async (name, on) => {
    const ada = on(0);
    await fund(world, ada.chatUser, 20);
    const long = `${name} ${'a ~long~ \\ tale, #1 of foxes, '.repeat(180)}`.slice(0, 3999).concat('.');
    await ada.imagine(long);
    const card = await sees(
      ada,
      'the picture',
      ({ images, text }) => images.length === 1 && text.includes(`${name} a`),
    );
    expect(card.text.length).toBeLessThan(2000);
    expect(inputsOf(long)).toHaveLength(1);
    const form = await ada.fill(card.message, 'Remix…', { count: '2' });
    if (name === 'Slack') expect(form).toContain('the “…” at the end stands for the other 1,001');
    await expect.poll(async () => (await askedFor(world.deps, long)).length).toBe(2);

    const wrong = `wrong ${long.slice(0, 3900)}`;
    await ada.imagine(wrong, { size: 'widee' });
    await sees(ada, 'the last part', ({ text }) => text.includes('What you typed, 2 of 2'));
    const parts = [1, 2].map((number) => {
      const message = ada.messages().findLast((each) => textOf(ada, each).includes(`What you typed, ${number} of 2`));
      return message ? textOf(ada, message).split(`${number} of 2`)[1] : '';
    });
    const squeezed = (text: string) => text.replaceAll(/\s+/g, '');
    const line = { Discord: `/imagine prompt:${wrong} size:widee`, Slack: `/imagine ${wrong} --size widee` }[name];
    // In Discord it would be corrected in a form, if one could hold it.
    const noForm =
      name === 'Discord'
        ? 'It fills more than one message, and a button corrects what stands in one: copy it, correct it, and send it again.'
        : '';
    expect(squeezed(parts.join(''))).toBe(squeezed(line + noForm));
    expect(await askedFor(world.deps, wrong)).toEqual([]);
  },
);

const textOf = (person: Person, message: unknown) => person.look(message as never).text;
