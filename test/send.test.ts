import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { grantCredits } from '#core/credits/grant.ts';
import { redeliver } from '#core/generations/redeliver.ts';
import type { SlackUser } from '#sandbox/slack/shapes.ts';
import { type WebPerson, webPerson } from './account-person.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { linkChat } from './link-chat.ts';
import { placePeople } from './place-person.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { env: { NSFW_CHECK: 'off' } });
});
afterAll(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await world.close();
});

const chats = placePeople(() => world);

async function account(): Promise<WebPerson> {
  const web = webPerson(world);
  const email = `${randomUUID()}@example.com`;
  await web.register(email);
  const { walletId } = await world.deps.db.user.findUniqueOrThrow({ where: { email } });
  await grantCredits(world.deps, { walletId, origin: 'purchase', amount: 40, key: randomUUID() });
  return web;
}

/** Made on the web, and finished. Returns the request's id. */
async function makes(web: WebPerson, prompt: string): Promise<string> {
  const begun = await web.post('/api/generations', { prompt, model: 'flux-schnell', requestKey: randomUUID() });
  expect(begun.status, JSON.stringify(begun.body)).toBe(200);
  const path = `/api/generations/${begun.body.id}`;
  await expect.poll(async () => (await web.get(path)).body.finishedAt).not.toBeNull();
  return begun.body.id;
}

const placesOf = async (web: WebPerson) => (await web.get('/api/send/places')).body;
/** As soon as it is noted that a picture was brought. */
async function placesSoon(web: WebPerson) {
  await expect.poll(async () => (await placesOf(web)).places.length).toBe(1);
  return (await placesOf(web)).places;
}
const send = (web: WebPerson, id: string, placeId: string) => web.post(`/api/generations/${id}/send`, { placeId });

/** As a public card names whoever asked: on Discord by the id, on Slack by the name. */
const nameOf = (user: { id: string } | SlackUser) => ('realName' in user ? user.name : user.id);

describe.each(['discord', 'slack'] as const)('%s', (chat) => {
  const person = () => (chat === 'discord' ? discordPerson(world) : slackPerson(world));

  test('what is made on the web is posted where its owner asked before, once, with their name', async () => {
    const web = await account();
    const ada = person();
    await fund(world, ada.chatUser, 5);
    await linkChat(web, ada);
    const eve = await account();
    expect(await placesOf(web)).toEqual({ places: [], silent: [] });
    await chats[chat](0).imagine('a fox in the hall', 1);
    await ada.sees('the picture', ({ text, images }) => text.includes('a fox in the hall') && images.length === 1);
    const places = await placesSoon(web);
    expect(places).toMatchObject([
      chat === 'discord' ? { platform: chat, channelName: 'general' } : { platform: chat, channelName: null },
    ]);
    const [{ id: placeId, placeName }] = places;
    expect(placeName).toBeTruthy();

    const id = await makes(web, 'an owl for the hall');
    // Neither her result nor her channel is anybody else's.
    expect((await send(eve, id, placeId)).status).toBe(404);
    expect((await send(eve, await makes(eve, 'a wolf'), placeId)).body).toMatchObject({ type: 'channel_closed' });
    const sent = await send(web, id, placeId);
    expect(sent.status, JSON.stringify(sent.body)).toBe(204);
    const owl = await ada.sees(
      'the owl',
      ({ text, images }) => text.includes('an owl for the hall') && images.length === 1,
    );
    expect(JSON.stringify(owl.message)).toContain(nameOf(ada.user));
    // Until it is noted that it came, it is just being posted.
    await expect
      .poll(async () => (await send(web, id, placeId)).body)
      .toMatchObject({ type: 'stands_here', title: 'It stands there already' });
    const owls = ada.messages().filter((each) => ada.look(each as never).text.includes('an owl for the hall'));
    expect(owls).toHaveLength(1);
    // It came between the look whether it stands there and the press: it does not come twice.
    const { userId } = await world.deps.db.generation.findUniqueOrThrow({ where: { id } });
    const late = redeliver(world.deps, {
      ...{ generationId: id, who: { userId, identityId: randomUUID() }, seen: { status: 'pending', attempts: 0 } },
      target: { platform: chat, workspaceId: ada.chatUser.teamId, channelId: 'C1', userId: 'U1', fileLimit: 1_000_000 },
    });
    await expect(late).rejects.toMatchObject({ code: 'still_posting' });
  });
});

test('whoever may no longer write in a channel sends nothing there', async () => {
  const web = await account();
  const grace = discordPerson(world, { user: 1, channel: 'art' });
  await fund(world, grace.chatUser, 5);
  await linkChat(web, grace);
  await grace.imagine({ prompt: 'a hare' });
  await grace.sees('the picture', ({ text, images }) => text.includes('a hare') && images.length === 1);
  const places = await placesSoon(web);
  expect(places).toMatchObject([{ channelName: 'art' }]);
  const id = await makes(web, 'a late hare');
  world.discord.people.setBotPermission(grace.channel.id, { canPost: false });
  try {
    expect(await placesOf(web)).toEqual({ places: [], silent: [] });
    expect((await send(web, id, places[0].id)).body).toMatchObject({ type: 'channel_closed' });
  } finally {
    world.discord.people.setBotPermission(grace.channel.id, { canPost: true });
  }
});

test('a chat that does not answer is named, and nothing of it is offered', async () => {
  const web = await account();
  const alan = discordPerson(world, { user: 2 });
  await fund(world, alan.chatUser, 5);
  await linkChat(web, alan);
  await alan.imagine({ prompt: 'a newt' });
  await alan.sees('the picture', ({ text, images }) => text.includes('a newt') && images.length === 1);
  await placesSoon(web);
  world.discord.faults.add({ on: /^GET .*\/members\//, do: { type: 'answer', status: 500 }, times: 20 });
  try {
    expect(await placesOf(web)).toEqual({ places: [], silent: ['discord'] });
  } finally {
    world.discord.faults.clear();
  }
});
