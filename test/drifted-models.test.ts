import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createRules } from '#core/abuse/rules.ts';
import { identify } from '#core/accounts/identify.ts';
import { contract } from '#core/contract/pages/contract.ts';
import { readProvenance, trainedAlgorithmicMedia } from '#core/images/provenance.ts';
import { readFacts } from '#core/metrics/facts.ts';
import { models } from '#core/models/catalogue.ts';
import { exampleLinks } from '#core/models/examples.ts';
import { checkModels } from '../worker/check-models.ts';
import { askedFor } from './asked-for.ts';
import { chatNames, chatPerson } from './chat-person.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

const name = 'flux-2-pro';
const id = `black-forest-labs/${name}`;

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { logLevel: 'fatal' });
  for (const person of [discordPerson(world), slackPerson(world)]) await fund(world, person.chatUser, 40);
});
afterEach(() => world.replicate.faults.clear());
afterAll(() => world.close());

/** The provider has changed it. */
async function drifts() {
  world.replicate.faults.add({ on: `GET /v1/models/${id}`, do: { type: 'answer', status: 404 }, times: 1 });
  expect(await checkModels(world.deps)).toBe(1);
  await follows(true);
}
const follows = (drifted: boolean) => expect.poll(async () => (await world.deps.rules.drifted()).has(id)).toBe(drifted);
const comesBack = async () => {
  expect(await checkModels(world.deps)).toBe(0);
  await follows(false);
};
const menuOfApi = async () => {
  const answer = await fetch(`${world.deps.config.publicUrl}/api/models`);
  return contract.listModels.answer.parse(await answer.json()).items.map((model) => model.name);
};
const modelsOf = async () => {
  await readFacts(world.deps);
  return (await world.deps.metrics.text()).body.match(/^upixel_models_drifted\{.* 1$/gm) ?? [];
};

test('/models shows in both chats what each model makes, from an address of ours that needs no sign-in', async () => {
  // The first who asks may see fewer on a busy machine: they are made then.
  const made = async () => Object.keys(await exampleLinks(world.deps, models)).length;
  await expect.poll(made).toBe(models.length);
  for (const person of [discordPerson(world), slackPerson(world)]) {
    await person.run('models');
    const { message } = await person.sees('the list', ({ text }) => text.includes(`${models.length} models`));
    const urls = [...new Set(JSON.stringify(message).match(/http[^"]*\/files\/examples\/[^"]+/g) ?? [])];
    expect(urls.filter((url) => url.startsWith(world.deps.config.publicUrl))).toHaveLength(models.length);
    for (const url of urls) {
      const answer = await fetch(url);
      expect(answer.headers.get('cache-control')).toContain('public');
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(readProvenance(bytes)?.digitalSourceType).toBe(trainedAlgorithmicMedia);
    }
  }
  const none = await fetch(`${world.deps.config.publicUrl}/files/examples/nobody`);
  expect(none.status).toBe(404);
});

test('a model that drifted is on no menu until a check passes; every process follows, operators see it', async () => {
  const ada = discordPerson(world);
  const offered = async () => (await ada.autocomplete('')).map(({ value }) => value);
  expect(await offered()).toContain(name);
  await drifts();
  expect(await offered()).not.toContain(name);
  expect(await menuOfApi()).not.toContain(name);
  expect(await modelsOf()).toEqual([expect.stringContaining(`model="${id}"`)]);
  // Another process.
  expect(await createRules(world.deps, world.deps.config).drifted()).toEqual(new Set([id]));
  await ada.run('models');
  const { text } = await ada.sees('the list', ({ text }) => /^\d models/.test(text));
  expect(text).not.toContain(name);
  // One that cannot be looked at stays as it was.
  world.replicate.faults.add({ on: 'GET /v1/models/', do: { type: 'answer', status: 500 }, times: 30 });
  await checkModels(world.deps);
  await follows(true);
  world.replicate.faults.clear();

  await comesBack();
  expect(await offered()).toContain(name);
  expect(await menuOfApi()).toContain(name);
  expect(await modelsOf()).toEqual([]);
});

test.each(['discord', 'slack'] as const)('%s: who asks for it pays nothing and is told of another', async (chat) => {
  const prompt = `a fox of ${chat} by a model that drifted`;
  const ada = chat === 'discord' ? discordPerson(world) : slackPerson(world);
  const before = (await identify(world.deps, ada.chatUser)).balance;
  await drifts();
  if (chat === 'discord') await discordPerson(world).imagine({ prompt, model: name });
  else await slackPerson(world).imagine(`${prompt} --model ${name}`);
  const refusal = await ada.sees('why not', ({ text }: { text: string }) => text.includes('not on offer now'));
  expect(refusal.text).toContain('Nothing was made and nothing was taken');
  expect(refusal.text).toMatch(/Choose another, such as flux-schnell \(1 credit an image\)/);
  expect(refusal.text).toContain(prompt);
  expect(await askedFor(world.deps, prompt)).toEqual([]);
  expect((await identify(world.deps, ada.chatUser)).balance).toBe(before);
  await comesBack();
});

test.each(['discord', 'slack'] as const)('%s: the form of what is made once more leaves it out', async (chat) => {
  const prompt = `a fox of ${chat} to remix`;
  const ada = chat === 'discord' ? discordPerson(world) : slackPerson(world);
  if (chat === 'discord') await discordPerson(world).imagine({ prompt });
  else await slackPerson(world).imagine(prompt);
  const card = await ada.sees(
    'it',
    (({ images, text }: { images: unknown[]; text: string }) => images.length === 1 && text.includes(prompt)) as never,
  );
  await drifts();
  const form =
    chat === 'discord'
      ? JSON.stringify(await (await discordPerson(world).press(card.message as never, 'Remix…')).modal())
      : await slackForm(card.message);
  expect(form).toContain('flux-schnell');
  expect(form).not.toContain(name);
  await comesBack();
});

async function slackForm(message: unknown) {
  const person = slackPerson(world);
  await person.press(message as never, 'Remix…');
  const view = await person.people.until(() => person.people.view(person.user.id), 30_000, 'the form');
  return JSON.stringify(view);
}

test.each(chatNames)('%s: whose usual model it is gets the nearest at no higher price, or is asked', async (chat) => {
  const ada = chatPerson(world, chat);
  await ada.run('settings', { model: name });
  await ada.sees('Changed');
  const { balance } = await identify(world.deps, ada.chatUser);
  await drifts();
  const prompt = `a usual fox of ${chat}`;
  await ada.imagine(prompt);
  const told = await ada.sees('flux-schnell makes this one');
  expect(told.isPrivate).toBe(true);
  expect(told.text).toContain(`${name}, which you usually get, is not on offer now.`);
  expect((await ada.sees(prompt, 1)).text).toContain('flux-schnell');
  expect((await identify(world.deps, ada.chatUser)).balance).toBe(balance - 1);
  // The nearest one draws no pixels.
  await ada.imagine(`${prompt} to the pixel`, { size: '1024x768' });
  expect((await ada.sees(`${name} is not on offer now`)).text).toContain(`${prompt} to the pixel`);
  await comesBack();
  await ada.run('settings', { model: 'usual' });
  await ada.sees('Changed');
});
