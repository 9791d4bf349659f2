import sharp from 'sharp';
import { expect, test } from 'vitest';
import { askedFor } from './asked-for.ts';
import { type ChatName, chatNames, chatPerson } from './chat-person.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { slackPerson } from './slack-person.ts';
import { stageWorld } from './stage-world.ts';

const world = stageWorld();

const photo = (background: string) =>
  sharp({ create: { width: 64, height: 64, channels: 3, background } })
    .png()
    .toBuffer();

/** /imagine with as many pictures added as there are colours. */
async function imagineFrom(chat: ChatName, prompt: string, model: string, colours: readonly string[]) {
  const files = await Promise.all(colours.map(photo));
  const named = files.map((bytes, at) => [at === 0 ? 'image' : `image${at + 1}`, bytes] as const);
  const file = (bytes: Buffer) => ({ filename: 'me.png', contentType: 'image/png', bytes });
  if (chat === 'Discord') {
    const images = Object.fromEntries(named.map(([name, bytes]) => [name, file(bytes)]));
    await discordPerson(world()).imagine({ prompt, model, ...images });
    return;
  }
  const ada = slackPerson(world());
  const at = { userId: ada.user.id, channelId: ada.channel.id };
  const ids = await Promise.all(
    named.map(async ([name, bytes]) => `--${name} ${(await ada.people.upload({ ...at, ...file(bytes) })).id}`),
  );
  await ada.imagine([prompt, `--model ${model}`, ...ids].join(' '));
}

const inputsOf = (prompt: string) =>
  [...world().replicate.predictions.values()].map(({ input }) => input).filter((input) => input.prompt === prompt);
const rowOf = async (prompt: string) => {
  const [id = ''] = (await askedFor(world().deps, prompt)).slice(-1);
  return world().deps.db.generation.findUniqueOrThrow({ where: { id } });
};

test.each(chatNames)(
  '%s: three pictures go to a model that takes several, cost what they are, and stay',
  async (chat) => {
    const ada = chatPerson(world(), chat);
    const grace = chatPerson(world(), chat, 1);
    await fund(world(), ada.chatUser, 100);
    await fund(world(), grace.chatUser, 20);
    const prompt = `three in one ${chat}`;
    await imagineFrom(chat, prompt, 'flux-2-pro', ['#c33', '#3c3', '#33c']);
    const card = await ada.sees(prompt, 1);
    expect(card.text).toContain('Starts from 3 pictures');
    // $0.015 for the run, for the megapixel out and for each one in; and a quarter.
    const row = await rowOf(prompt);
    expect(row).toMatchObject({
      ...{ unitPrice: 10, referenceUrl: null, secondReferenceUrl: null, thirdReferenceUrl: null },
      ...{ inputImageKey: `inputs/${row.id}`, thirdImageKey: `inputs/${row.id}-3` },
    });
    const [sent] = inputsOf(prompt);
    expect(new Set(sent?.input_images as string[])).toHaveLength(3);
    expect(card.buttons).toContain('Again · 10 credits');
    await card.press('Again');
    await expect.poll(() => inputsOf(prompt).length).toBe(2);
    expect(inputsOf(prompt)[1]?.input_images).toHaveLength(3);
    expect(await rowOf(prompt)).toMatchObject({ unitPrice: 10, thirdImageKey: row.thirdImageKey });

    await card.fill('Remix…', { prompt: `${prompt} at night`, model: 'flux-schnell' });
    const { text } = await ada.sees('flux-schnell cannot start from a picture');
    expect(text).toContain(`${prompt} at night`);
    expect(text).toContain('model');
    expect(await askedFor(world().deps, `${prompt} at night`)).toEqual([]);

    const remix = await card.fill('Remix…', { prompt: `${prompt} four times`, model: 'flux-2-pro', count: '4' });
    expect(remix).toContain('flux-2-pro · 10 credits an image');
    expect(remix).toContain('nano-banana · 5 credits an image');
    expect(remix).toContain('with the 3 pictures that it begins with');
    await ada.sees(`${prompt} four times`, 4);
    expect(await rowOf(`${prompt} four times`)).toMatchObject({ unitPrice: 10, count: 4 });

    // They stay hers, which others read before it costs.
    const hers = await (await grace.sees(prompt, 1)).fill('Remix…', {
      prompt: `${prompt} of grace`,
      model: 'flux-schnell',
    });
    expect(hers).toContain('From the words alone');
    expect(hers).toContain('flux-2-pro · 6 credits an image');
    await grace.sees(`${prompt} of grace`, 1);
    expect(await rowOf(`${prompt} of grace`)).toMatchObject({ inputImageKey: null, unitPrice: 1 });
  },
);

test.each(chatNames)('%s: a model that takes one says so, and all that was typed comes back', async (chat) => {
  const ada = chatPerson(world(), chat);
  await fund(world(), ada.chatUser, 20);
  const prompt = `two in one ${chat}`;
  await imagineFrom(chat, prompt, 'rd-fast', ['#c33', '#3c3']);
  const { text } = await ada.sees('rd-fast starts from one picture');
  expect(text).toContain('You gave 2. Nothing was made and nothing was taken.');
  expect(text).toContain('or choose flux-2-pro, nano-banana');
  expect(text).toContain(prompt);
  expect(await askedFor(world().deps, prompt)).toEqual([]);
});

test.each(chatNames)('%s: the last of one’s own is that of this channel, and the card says which', async (chat) => {
  const ada = chatPerson(world(), chat, 1);
  await fund(world(), ada.chatUser, 40);
  const here = `made here ${chat}`;
  await ada.imagine(here);
  await ada.sees(here, 1);
  const [made = ''] = await askedFor(world().deps, here);
  await ada.imagine(`from it ${chat}`, { model: 'rd-fast', reference: 'last' });
  const card = await ada.sees(`from it ${chat}`, 1);
  expect(card.text).toContain(`Starts from upixel-${made.slice(0, 8)}-1`);
});

test('Slack: a form takes several files', async () => {
  const ada = slackPerson(world(), { user: 2 });
  await fund(world(), ada.chatUser, 20);
  const files = await Promise.all(
    ['#c33', '#3c3'].map(async (colour) => ({
      filename: 'me.png',
      contentType: 'image/png',
      bytes: await photo(colour),
    })),
  );
  await ada.imagine('');
  const prompt = 'two from a form';
  await ada.fillIn({ prompt, model: 'nano-banana', image: files });
  await ada.sees('it', ({ images, text }) => images.length === 1 && text.includes(prompt));
  expect(inputsOf(prompt)[0]?.image_input).toHaveLength(2);
});
