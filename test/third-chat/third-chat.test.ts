import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import type { Platform } from '#core/chat/platforms.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { trialCredits } from '#core/generations/limits.ts';
import { createTestDatabase } from '../database.ts';
import { formsForTests } from '../forms.ts';
import { startWorld, type World } from '../world.ts';
import { addPlatform, type PlainChat, startChat } from './chat.ts';

let world: World;
let chat: PlainChat;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
  await addPlatform(world.deps);
  chat = await startChat(world.deps);
});
afterEach(async () => {
  world.replicate.faults.clear();
  expect(await findFaultyWallets(world.deps)).toEqual([]);
});
afterAll(async () => {
  await chat.close();
  await world.close();
});

type Person = ReturnType<PlainChat['person']>;
const balance = async ({ user }: Person) =>
  (await identify(world.deps, { platform: 'plain' as Platform, teamId: '', userId: user })).balance;

/** The newest message that matches, once there is one. */
async function sees(who: Person, words: RegExp, files = 0) {
  const find = async () => (await who.messages()).findLast(({ text }) => words.test(text));
  await expect.poll(async () => (await find())?.files.length).toBe(files);
  const message = await find();
  if (!message) throw new Error('it is gone again');
  const press = (label: string) =>
    who.press(
      message.id,
      message.buttons.find((each) => each.label === label || each.label.startsWith(`${label} · `))?.id ?? '',
    );
  return { ...message, press };
}

test('a picture is asked for, shown, made again by somebody else, and paid by each', async () => {
  const [ada, grace] = [chat.person('ada'), chat.person('grace')];
  await ada.say('imagine', { prompt: 'a fox knight', seed: 7 });
  const first = await sees(ada, /a fox knight/, 1);
  expect(first.text).toContain(`seed 7 · 1 credit`);
  expect(first.files[0]?.alt).toBe('a fox knight');

  await (await sees(grace, /a fox knight/, 1)).press('Again');
  await (await sees(grace, /This costs you 1 credit/)).press('Go on');
  await expect.poll(async () => (await ada.messages()).filter(({ files }) => files.length === 1).length).toBe(2);
  expect([await balance(ada), await balance(grace)]).toEqual([trialCredits - 1, trialCredits - 1]);
});

test('what is asked for privately nobody else reads, nor what comes of it', async () => {
  const [ada, grace] = [chat.person('ada'), chat.person('grace')];
  await ada.say('imagine', { prompt: 'a hidden fox', private: 'yes' });
  await (await sees(ada, /a hidden fox/, 1)).press('Again');
  await expect.poll(async () => (await ada.messages()).filter(({ text }) => /a hidden fox/.test(text)).length).toBe(2);
  expect((await grace.messages()).some(({ text }) => /a hidden fox/.test(text))).toBe(false);
});

test('what is called off costs nothing, and only whoever asked can', async () => {
  const [edsger, grace] = [chat.person('edsger'), chat.person('grace')];
  await edsger.say('imagine', { prompt: 'a slow snail' });
  const status = await sees(edsger, /a slow snail/);
  const cancel = status.buttons.find(({ label }) => label === 'Cancel')?.id ?? '';
  await grace.press(status.id, cancel);
  await sees(grace, /not yours/);
  await status.press('Cancel');
  await sees(edsger, /Canceled\s.*a slow snail.*Your 1 credit is back/s);
  expect(await balance(edsger)).toBe(trialCredits);
});

test('a refusal is for the person alone, in the words of this chat', async () => {
  const barbara = chat.person('barbara');
  await barbara.say('imagine', { prompt: 'dear', model: 'flux-2-pro', count: 4 });
  const refusal = await sees(barbara, /Not enough credits/);
  expect(refusal.buttons.map(({ label }) => label)).toEqual(['Get credits']);
  expect((await chat.person('grace').messages()).some(({ text }) => /Not enough credits/.test(text))).toBe(false);
  await barbara.say('history');
  await sees(barbara, /Nothing yet\s+Make something with say imagine/);
});

test('a press opens a form, and what is sent with it is done or told what is wrong', async () => {
  const { intents, sent } = formsForTests();
  await chat.close();
  await addPlatform(world.deps);
  chat = await startChat(world.deps, intents);
  const ada = chat.person('ada');
  await ada.say('imagine', { prompt: 'dear', model: 'flux-2-pro', count: 4 });
  const refusal = await sees(ada, /Not enough credits/);
  await refusal.press('Get credits');
  const form = await sees(ada, /A wish\s+Motif\s+Picture/);
  const send = (options: object) => ada.send(form.buttons.find(({ label }) => label === 'Wish')?.id ?? '', options);
  await send({ motif: 'x'.repeat(41) });
  await sees(ada, /Motif may have 40 characters at most/);
  await send({ motif: 'fox', picture: { url: 'https://example.com/fox.png', byteLength: 3 } });
  await sees(ada, /for fox/);
  expect(sent).toMatchObject([{ intent: 'get-credits', values: { motif: 'fox' }, by: 'ada' }]);
});
