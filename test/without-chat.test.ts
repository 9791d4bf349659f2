import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { grantCredits } from '#core/credits/grant.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { findImageModel } from '#core/models/catalogue.ts';
import { type WebPerson, webPerson } from './account-person.ts';
import { askedFor } from './asked-for.ts';
import { createTestDatabase } from './database.ts';
import { everything } from './deliveries.ts';
import { discordPerson } from './discord-person.ts';
import { startWorld, type World } from './world.ts';

/** A request of an account, made outside any chat, as pages and API keys will make them. */
let world: World;
let web: WebPerson;
let owner: { userId: string; walletId: string };
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
  web = webPerson(world);
  await web.register('ada@example.com');
  const { id: userId, walletId } = await world.deps.db.user.findFirstOrThrow();
  owner = { userId, walletId };
});
afterAll(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await world.close();
});

async function ask(prompt: string, over: { model?: string; count?: number; pressKey?: string } = {}): Promise<string> {
  const model = findImageModel(over.model ?? 'flux-schnell');
  if (!model) throw new Error('no such model');
  const { count = 1, pressKey } = over;
  const wanted = {
    requestKey: randomUUID(),
    pressKey,
    model,
    prompt,
    size: 'square',
    count,
    unpaid: world.deps.config.unpaid,
  } as const;
  const asked = await requestGeneration(world.deps, { ...wanted, requester: { userId: owner.userId } });
  const generationId = asked?.id ?? '';
  await world.deps.queues.enqueue('submit', { generationId });
  return generationId;
}
const credits = (origin: 'purchase' | 'grant', amount: number) =>
  grantCredits(world.deps, { walletId: owner.walletId, origin, amount, key: randomUUID() });
const balance = async () => (await web.get('/api/home')).body.balance;

test('nothing is held of credits that nobody paid for, where no identity is old enough to vouch for the account', async () => {
  await credits('grant', 5);
  await expect(ask('a free fox')).rejects.toMatchObject({
    code: 'unpaid_limit',
    message: expect.stringContaining('Nobody linked to your account is old enough'),
  });
  expect(await balance()).toBe(5);
});

test('it is made, paid for and shown on the pages, and nobody hears of it in a chat', async () => {
  await credits('purchase', 100);
  // Which servers and workspaces there are is asked at any time.
  const calls = () => [...world.discord.calls, ...world.slack.calls].map(({ method, path }) => `${method} ${path}`);
  const said = () => calls().filter((call) => everything.test(call)).length;
  const before = said();
  world.replicate.faults.add({ on: 'RUN ', do: { type: 'slow', ms: 60_000 } });
  const generationId = await ask('a fox of the web', { model: 'flux-2-pro' });
  // Its progress is stored only for the page.
  await expect
    .poll(async () => (await web.get('/api/home')).body.running[0])
    .toMatchObject({ prompt: 'a fox of the web', place: null });
  await expect
    .poll(() => [...world.replicate.predictions.values()].map(({ status }) => status))
    .toEqual(['processing']);
  world.replicate.clock.advance(60_000);
  await expect.poll(async () => (await web.get('/api/assets')).body.items.length).toBe(1);
  const [{ id }] = (await web.get('/api/assets')).body.items;
  const detail = (await web.get(`/api/assets/${id}`)).body;
  expect(detail).toMatchObject({ prompt: 'a fox of the web', place: null, generationId });
  expect(detail.useAgain.discord).toContain('a fox of the web');
  expect(await balance()).toBe(105 - detail.price);
  const { items } = (await web.get('/api/ledger')).body;
  expect(items[0].words).toContain('a fox of the web');
  expect(said()).toBe(before);

  expect((await web.post('/api/assets/delete', { ids: [id] })).status).toBe(200);
  await expect
    .poll(async () => (await world.deps.db.asset.findUniqueOrThrow({ where: { id } })).erasedAt)
    .toBeInstanceOf(Date);
});

test('a picture from somebody’s machine is copied bare, and a tool is used on what came of it', async () => {
  await credits('purchase', 20);
  const image = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#7148d0' } })
    .withExif({ IFD0: { Copyright: 'ada lovelace' } })
    .jpeg()
    .toBuffer();
  expect(image.includes('ada lovelace')).toBe(true);
  const { publicUrl: origin } = world.deps.config;
  const cookie = [...web.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { origin, cookie, 'content-type': 'image/jpeg' };
  const sent = await fetch(`${origin}/files/references`, { method: 'POST', headers, body: image });
  const { id } = (await sent.json()) as { id: string };
  const prompt = 'a violet of the web';
  const body = { prompt, model: 'rd-fast', requestKey: randomUUID(), references: [{ from: 'upload', id }] };
  const { body: begun } = await web.post('/api/generations', body);
  const made = async (generationId: string) => (await web.get(`/api/generations/${generationId}`)).body;
  await expect
    .poll(() => made(begun.id))
    .toMatchObject({
      ...{ status: 'succeeded', prompt, images: [{ prompt }], shortfall: null, place: null },
    });
  const row = await world.deps.db.generation.findUniqueOrThrow({ where: { id: begun.id } });
  const copy = await world.deps.storage.get(row.inputImageKey ?? '');
  expect([copy.subarray(1, 4).toString(), copy.includes('ada lovelace')]).toEqual(['PNG', false]);

  const [picture] = (await made(begun.id)).images;
  const { body: tool } = await web.post(`/api/assets/${picture.id}/tools`, {
    tool: 'vary',
    requestKey: randomUUID(),
  });
  await expect
    .poll(() => made(tool.id))
    .toMatchObject({ status: 'succeeded', tool: 'vary', prompt, price: 4, images: [{ isPixelArt: true }] });
  // Once more, with the pictures that it began with.
  const { body: recipe } = await web.get(`/api/assets/${picture.id}/recipe`);
  expect(recipe).toMatchObject({
    prompt,
    model: 'rd-fast',
    references: [{ reference: { from: 'request', number: 1 } }],
  });
  expect((await web.get(recipe.references[0].url)).status).toBe(200);
  const references = recipe.references.map(({ reference }: { reference: object }) => reference);
  const { body: more } = await web.post('/api/generations', { ...body, requestKey: randomUUID(), references });
  await expect.poll(() => made(more.id)).toMatchObject({ status: 'succeeded' });
});

test('/history shows it in a chat, and deleting it takes it away there', async () => {
  await credits('purchase', 10);
  await ask('a lynx of the web');
  const ada = discordPerson(world);
  const { identityId } = await identify(world.deps, ada.chatUser);
  await world.deps.db
    .$queryRaw`SELECT outcome FROM link_identity(${identityId}::uuid, ${owner.userId}::uuid, 'Ada', NULL, NULL)`;
  const row = async () =>
    world.deps.db.asset.findFirst({ where: { generationId: { in: await askedFor(world.deps, 'a lynx of the web') } } });
  await expect.poll(row).not.toBeNull();
  await ada.run('history');
  const history = await ada.sees('the history', ({ text }) => text.includes('a lynx of the web'));
  await ada.postsHere(history.message);
  const { message } = await ada.sees(
    'the picture',
    ({ images }, { ephemeralFor }) => !ephemeralFor && images.length === 1,
  );
  const delivery = async () =>
    world.deps.db.delivery.findFirst({
      where: { generationId: { in: await askedFor(world.deps, 'a lynx of the web') } },
    });
  await expect.poll(async () => (await delivery())?.status).toBe('delivered');
  await web.post('/api/assets/delete', { ids: [(await row())?.id] });
  await ada.people.until(() => !ada.messages().some(({ id }) => id === message.id), 30_000, 'the message to go');
});

test('its account calls it off, and nobody else; pressed twice it is made once', async () => {
  const before = await balance();
  const other = webPerson(world);
  await other.register('grace@example.com');
  const id = await ask('a slow hare of the web', { model: 'nano-banana', pressKey: 'make' });
  await expect(ask('a slow hare of the web', { pressKey: 'make' })).rejects.toMatchObject({ code: 'pressed_twice' });
  // The progress is stored for the pages.
  const progress = async () => (await web.get('/api/home')).body.running[0]?.progress ?? 0;
  await expect.poll(progress, { timeout: 15_000 }).toBeGreaterThan(0);
  expect((await other.post(`/api/generations/${id}/cancel`, {})).status).toBe(404);
  expect((await web.post(`/api/generations/${id}/cancel`, {})).status).toBe(200);
  await expect.poll(balance).toBe(before);
});
