import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { storedLayout } from '#core/assets/layout/asset-layout.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { readGif } from '#core/pixel/formats/gif/read-gif.ts';
import { askedFor } from './asked-for.ts';
import { type ChatName, chatNames, chatPerson } from './chat-person.ts';
import { createTestDatabase } from './database.ts';
import { fund } from './fund.ts';
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

function somebody(chat: ChatName, user: 0 | 1 | 2) {
  const person = chatPerson(world, chat, user);
  return Object.assign(person, {
    animate: (prompt: string, options: Options = {}) =>
      person.run('animate', { ...(chat === 'Discord' ? { prompt } : { what: prompt }), ...options }),
  });
}
type Person = ReturnType<typeof somebody>;

const price = 9;
const runsOf = (prompt: string) =>
  [...world.replicate.predictions.values()].filter(({ input }) => input.prompt === prompt);
const balanceOf = async (who: Person) => (await identify(world.deps, who.chatUser)).balance;
const resultOf = (who: Person, prompt: string) => who.sees(prompt, 1);
async function assetOf(prompt: string) {
  const [generationId] = await askedFor(world.deps, prompt);
  const row = await world.deps.db.asset.findFirstOrThrow({ where: { generationId: generationId ?? '' } });
  return { ...row, layout: storedLayout.parse(row.layout), bytes: await world.deps.storage.get(row.storageKey) };
}

test.each(chatNames)(
  '%s: a walk in four directions comes as a GIF, and is kept as the sheet that the model made',
  async (chat) => {
    const ada = somebody(chat, 0);
    await fund(world, ada.chatUser, 60);
    const had = await balanceOf(ada);
    const prompt = `a fox knight on foot in ${chat}`;
    await ada.animate(prompt);
    const seen = await resultOf(ada, prompt);
    const { text, images } = seen;
    expect(text).toMatch(/16 frames of 48 × 48 · 192 × 192 · \d+ colours · alpha 0\/255 · grid 1\.00 ✓/);
    expect(text).not.toMatch(/Frame \d/);
    expect(await balanceOf(ada)).toBe(had - price);
    expect(runsOf(prompt)[0]?.input).toMatchObject({
      ...{ style: 'four_angle_walking', width: 48, height: 48, return_spritesheet: true },
    });

    const { bytes, layout, ...asset } = await assetOf(prompt);
    expect(asset).toMatchObject({ contentType: 'image/png', width: 192, height: 192 });
    expect(layout).toMatchObject({ kind: 'animation', width: 48, height: 48, columns: 4 });
    if (layout?.kind !== 'animation') throw new Error('no animation');
    expect(layout.tags.map(({ name }) => name)).toEqual(['walk-down', 'walk-right', 'walk-up', 'walk-left']);

    // Every frame of the GIF is a cell of the sheet, each pixel a square, for exactly its time.
    const { url = '' } = images[0] ?? {};
    const shown =
      chat === 'Slack' ? world.slack.people.fileBytes(url) : Buffer.from(await (await fetch(url)).arrayBuffer());
    const gif = readGif(shown);
    expect(gif).toMatchObject({ width: 288, height: 288 });
    expect(gif.frames.map(({ ms }) => ms)).toEqual(Array.from({ length: 16 }, () => 150));
    const sheet = await sharp(bytes).ensureAlpha().raw().toBuffer();
    for (const [number, { indices }] of gif.frames.entries())
      for (let y = 0; y < 48; y += 5)
        for (let x = 0; x < 48; x += 5) {
          const at = (((number >> 2) * 48 + y) * 192 + (number % 4) * 48 + x) * 4;
          const index = indices[y * 6 * 288 + x * 6 + 5] ?? 0;
          if (sheet[at + 3] === 0) expect(index).toBe(gif.clear);
          else expect(gif.colours[index]).toBe(sheet.readUIntBE(at, 3));
        }

    // In lists its first frame stands for it.
    await expect.poll(async () => (await assetOf(prompt)).provenAt).not.toBeNull();
    const thumbnail = await sharp(await world.deps.storage.get(asset.thumbnailKey)).metadata();
    expect(thumbnail).toMatchObject({ width: 288, height: 288, format: 'webp' });

    await seen.press('Vary');
    await expect.poll(() => runsOf(prompt).length).toBe(2);
    const [first, second] = runsOf(prompt);
    expect(second?.input).toEqual({ ...first?.input, seed: second?.input.seed });
  },
);

test.each(chatNames)('%s: what is wrong with the frames is told, and Redo draws it with another seed', async (chat) => {
  const ada = somebody(chat, 1);
  await fund(world, ada.chatUser, 60);
  const faults = {
    'walk-hops': 'Frame 3 stands up to 4 pixels off the ground line',
    'walk-grows': 'Frame 3 is larger or smaller than the other steps',
    'walk-flickers': 'Colours flicker: frame 3 alone has',
    'walk-sticks': 'Frames 2 and 3 look alike',
    'walk-cropped': 'Frame 3 is cut off at the edge',
  };
  for (const [fault, says] of Object.entries(faults)) {
    const prompt = `a wizard ${fault} in ${chat}`;
    await ada.animate(prompt);
    const seen = await resultOf(ada, prompt);
    expect(seen.text, fault).toContain(says);
    if (fault !== 'walk-hops') continue;
    await seen.press('Redo');
    await expect.poll(() => runsOf(prompt).length).toBe(2);
    const [first, again] = runsOf(prompt);
    expect(again?.input.seed).not.toBe(first?.input.seed);
  }
});

test.each(chatNames)(
  '%s: an effect is as large as was asked, and a picture goes along as what to look like',
  async (chat) => {
    const ada = somebody(chat, 2);
    await fund(world, ada.chatUser, 60);
    const blast = `an explosion in ${chat}`;
    await ada.animate(blast, { kind: 'vfx', size: '96x96' });
    expect((await resultOf(ada, blast)).text).toContain('8 frames of 96 × 96');
    expect((await assetOf(blast)).layout).toMatchObject({ columns: 8, tags: [] });

    await ada.animate(`too large in ${chat}`, { kind: 'small_sprites', size: '64x64' });
    await ada.sees('The nearest is 32x32');

    const still = `a red slime in ${chat}`;
    await ada.imagine(still, { model: 'rd-fast', size: '32x32' });
    await (await resultOf(ada, still)).fill('Animate…', { prompt: `it walks in ${chat}` });
    await resultOf(ada, `it walks in ${chat}`);
    expect(runsOf(`it walks in ${chat}`)[0]?.input.input_image).toMatch(/^http/);

    const pair = `a pair of slimes in ${chat}`;
    await ada.imagine(pair, { model: 'rd-fast', size: '32x32', count: 2 });
    const two = await ada.sees(pair, 2);
    expect(two.choices.map(({ label }) => label)).toContain(`Animate one · ${price} credits`);
    await two.press('Animate one');
    const { buttons } = await ada.sees('Which picture to animate?');
    expect(buttons).toEqual([`1 · ${price} credits`, `2 · ${price} credits`]);
  },
);

test('a sheet that is no sheet of such frames is tried once more, and then offered', async () => {
  const ada = somebody('Discord', 2);
  await fund(world, ada.chatUser, 60);
  const prompt = 'a wrong-size knight on foot';
  await ada.animate(prompt);
  const { text } = await resultOf(ada, prompt);
  expect(text).toContain('It is 256 × 256, not 192 × 192.');
  expect(runsOf(prompt)).toHaveLength(2);
  expect((await assetOf(prompt)).layout ?? null).toBeNull();
});
