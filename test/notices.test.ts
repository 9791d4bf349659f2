import { afterAll, beforeAll, expect, test } from 'vitest';
import { discordRefusals } from '#sandbox/discord/refusals.ts';
import { webPerson } from './account-person.ts';
import { askedFor } from './asked-for.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { linkChat } from './link-chat.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
});
afterAll(() => world?.close());

test('whoever wants no note of a picture that could not be posted gets none; it is in /history all the same', async () => {
  const ada = discordPerson(world);
  await fund(world, ada.chatUser, 20);
  await ada.run('settings', { notices: 'payments' });
  await ada.sees('that', ({ text }) => text.includes('could not be posted: I do not tell you'));
  await ada.imagine({ prompt: 'not told', model: 'nano-banana' });
  await ada.sees('the status', ({ text }) => text.includes('not told'));
  const on = /^(PATCH .*messages|POST .*channels\/\d+\/messages)/;
  world.discord.faults.add({ on, do: discordRefusals.missingAccess, times: 100 });
  const [generationId = ''] = await askedFor(world.deps, 'not told');
  const status = async () => (await world.deps.db.delivery.findUnique({ where: { generationId } }))?.status;
  await expect.poll(status).toBe('undelivered');
  world.discord.faults.clear();
  expect(ada.messages().some((message) => ada.look(message).text.includes('See /history'))).toBe(false);
  await ada.run('history');
  await ada.sees('it', ({ text }) => /not told[\s\S]*kept, not posted/.test(text));
});

test('whoever wants no note of a payment finds the receipt in the mail alone', async () => {
  const ada = discordPerson(world, { user: 1 });
  const web = webPerson(world);
  await web.register('grace@example.com');
  await linkChat(web, ada);
  await ada.run('settings', { notices: 'none' });
  await ada.sees('that', ({ text }) => text.includes('A payment has gone through: I do not tell you'));
  await ada.run('buy');
  const packs = await ada.sees('the packs', ({ text }) => text.includes('For your account'));
  const { pathname, hash } = new URL(packs.buttons[0]?.url ?? '');
  const offer = { item: pathname.split('/').at(-1), token: hash.slice(1) };
  const begun = await web.post('/api/billing/checkout', offer);
  world.stripe.people.pay(new URL(begun.body.url).pathname.split('/').at(-1) ?? '');
  const noted = async () => (await world.deps.db.checkout.findFirst({ where: { notedAt: { not: null } } }))?.status;
  await expect.poll(noted).toBe('paid');
  await ada.run('credits');
  await ada.sees('the credits', ({ text }) => text.includes('Bought 500 credits for $5.00'));
  expect(ada.messages().some((message) => ada.look(message).text.includes('Paid: 500 credits'))).toBe(false);
});
