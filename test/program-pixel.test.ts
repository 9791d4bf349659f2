import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiScopeNames } from '#core/contract/scopes.ts';
import { v1Contract } from '#core/contract/v1/contract.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { grantCredits } from '#core/credits/grant.ts';
import { goodPassword, webPerson } from './account-person.ts';
import { sendByKey } from './by-key.ts';
import { createTestDatabase } from './database.ts';
import { unsureArt } from './pixel/foreign.ts';
import { startWorld, type World } from './world.ts';

/** What is decided about pixel art, by a program with a key. */
let world: World;
let secret: string;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { replicate: { speed: 0.02 } });
  const ada = webPerson(world);
  await ada.register('ada@example.com', goodPassword, 'Ada');
  const { walletId } = await world.deps.db.user.findUniqueOrThrow({ where: { email: 'ada@example.com' } });
  await grantCredits(world.deps, { walletId, origin: 'purchase', amount: 60, key: 'sold' });
  const made = await ada.post('/api/keys', { name: 'Her bot', scopes: apiScopeNames });
  secret = made.body.secret;
});
afterAll(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await world.close();
});

const send = (method: string, path: string, body?: unknown, more?: Record<string, string>) =>
  sendByKey(world.deps.config.publicUrl, secret, method, `/api/v1${path}`, body, more);
const balance = async () => (await send('GET', '/credits')).json.balance as number;
async function ended(id: string) {
  const read = async () => v1Contract.getGeneration.answer.parse((await send('GET', `/generations/${id}`)).json);
  await expect.poll(async () => (await read()).finishedAt).not.toBeNull();
  return read();
}

/** Asked for at a size that the model does not keep to, twice. */
async function offered(prompt: string): Promise<string> {
  const { json } = await send('POST', '/generations', { prompt, model: 'rd-fast', size: '48x48' });
  const { assets } = await ended(json.id);
  const id = assets[0]?.id ?? '';
  expect((await send('GET', `/assets/${id}`)).json).toMatchObject({ price: 4, contract: { isOffered: true } });
  return id;
}

test('what is not as asked is kept, or given back for what it cost, each once', async () => {
  const had = await balance();
  const kept = await offered('wrong-size to keep');
  expect(await balance()).toBe(had - 4);
  expect((await send('POST', `/assets/${kept}/keep`)).json).toEqual({ price: 4 });
  expect((await send('POST', `/assets/${kept}/give-back`)).json.error).toMatchObject({ code: 'too_late', cost: 0 });
  expect(await balance()).toBe(had - 4);

  const back = await offered('wrong-size to give back');
  expect(await balance()).toBe(had - 8);
  expect((await send('POST', `/assets/${back}/give-back`)).json).toEqual({ price: 4 });
  expect(await balance()).toBe(had - 4);
  expect((await send('POST', `/assets/${back}/give-back`)).json).toEqual({ price: 4 });
  expect(await balance()).toBe(had - 4);
  expect((await send('GET', `/assets/${back}`)).status).toBe(404);
});

test('what can be made of a picture has its price, or says why not, before it is paid', async () => {
  const { json } = await send('POST', '/generations', { prompt: 'a fox', model: 'rd-fast', size: '32x32' });
  const { assets } = await ended(json.id);
  const answer = v1Contract.listTools.answer.parse((await send('GET', `/assets/${assets[0]?.id}/tools`)).json);
  expect(answer.balance).toBe(await balance());
  const of = Object.fromEntries(answer.tools.map(({ tool, ...rest }) => [tool, rest]));
  expect(of.upscale).toEqual({ price: 0, count: 1, message: null });
  expect(of.describe).toEqual({ price: 1, count: 0, message: null });
  expect(of['pixel-art']).toMatchObject({
    price: null,
    count: null,
    message: expect.stringContaining('grid of its own'),
  });
  expect(answer.editors[0]?.price).toBe(of.edit?.price);
  // The price that was said is the one that is taken.
  const varied = await send('POST', `/assets/${assets[0]?.id}/tools`, { tool: 'vary' });
  expect(varied.json).toMatchObject({ price: of.vary?.price, count: of.vary?.count });
  await ended(varied.json.id);
});

test('of two grids that fit one is kept, and the other is gone', async () => {
  const had = await balance();
  const { bytes, contentType } = await unsureArt();
  const upload = await fetch(`${world.deps.config.publicUrl}/api/v1/uploads`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': contentType },
    body: new Uint8Array(bytes),
  });
  const { id: uploadId } = v1Contract.createUpload.answer.parse(await upload.json());
  const wish = { reference: { from: 'upload', id: uploadId } };
  const headers = { 'idempotency-key': 'unsure-1' };
  const begun = await send('POST', '/pixel-art', wish, headers);
  expect([begun.status, begun.json]).toEqual([202, expect.objectContaining({ tool: 'pixel-art', price: 0 })]);
  expect((await send('POST', '/pixel-art', wish, headers)).json.id).toBe(begun.json.id);
  const { assets } = await ended(begun.json.id);
  const [one, other] = assets;
  expect(assets).toHaveLength(2);
  const { id, width, height } = other ?? {};
  expect((await send('POST', `/assets/${id}/choose`)).json).toEqual({ id, width, height });
  expect((await send('POST', `/assets/${one?.id}/choose`)).json.error.code).toBe('too_late');
  expect((await send('GET', `/generations/${begun.json.id}`)).json.assets).toMatchObject([{ id }]);
  expect((await send('GET', `/assets/${one?.id}`)).status).toBe(404);
  expect((await send('POST', `/assets/${id}/keep`)).json.error.code).toBe('picture_gone');
  expect(await balance()).toBe(had);
});
