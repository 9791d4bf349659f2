import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Quote, Upload } from '#core/contract/pages/made.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { grantCredits } from '#core/credits/grant.ts';
import { forgetUploads } from '#core/make/uploads.ts';
import { startTestApi, type TestApi } from '#test/api.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { buildUser, type TestUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { referenceRoutes } from '../files/reference-routes.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi(await createTestDatabase(), (app, deps, readSession) =>
    app.use(referenceRoutes(deps, readSession)),
  );
});
afterEach(async () => {
  const faults = await findFaultyWallets(api.deps);
  // A built request was paid by nobody.
  expect(faults.filter(({ fault }) => fault !== 'generation_does_not_cost_what_it_stored')).toEqual([]);
});
afterAll(() => api.close());

const wish = (over: object = {}) => ({ prompt: 'a fox knight', requestKey: randomUUID(), ...over });
const make = async (who: TestUser, body: object = wish()) => {
  const { status, json } = await api.ask(who, 'POST', '/api/generations', body);
  return { status, ...json };
};
const quoteOf = async (who: TestUser, over: object): Promise<Quote> =>
  (await api.ask(who, 'POST', '/api/make/quote', { prompt: 'a fox', ...over })).json;
const balanceOf = async (who: TestUser) => (await quoteOf(who, {})).balance;
const rowsOf = (who: TestUser) => api.deps.db.generation.findMany({ where: { userId: who.userId } });

test('it costs what was said before, once for each key, whoever else has the same', async () => {
  const [ada, eve] = [await buildUser(api.deps, { credits: 40 }), await buildUser(api.deps, { credits: 40 })];
  const wanted = { model: 'rd-plus', size: '384x384', count: 2, seed: 7 };
  const { price, unitPrice, balance, hindrances } = await quoteOf(ada, wanted);
  expect({ twice: unitPrice * 2, balance, hindrances }).toEqual({ twice: price, balance: 40, hindrances: [] });

  const body = wish(wanted);
  const [first, second] = await Promise.all([make(ada, body), make(ada, body)]);
  const third = await make(ada, body);
  expect([first, second, third].map(({ id }) => id)).toEqual([first.id, first.id, first.id]);
  expect([first, second, third].filter(({ isRepeated }) => !isRepeated)).toHaveLength(1);
  expect(third).toMatchObject({ status: 200, price, balance: 40 - price });
  expect(await rowsOf(ada)).toMatchObject([{ count: 2, size: '384x384', seed: 7, needsCheck: true, identityId: null }]);

  // A key names a request of its own account alone.
  const hers = await make(eve, body);
  expect(hers).toMatchObject({ isRepeated: false, balance: 40 - price });
  expect(hers.id).not.toBe(first.id);
});

const nearestOf: Record<string, string> = { takes_no_size: '384x192', takes_no_preset: 'retro' };

test.each([
  ['unknown_model', 'model', { model: 'dall-e' }],
  ['unknown_size', 'size', { size: 'huge' }],
  ['takes_no_size', 'size', { model: 'rd-fast', size: '1000x500' }],
  ['takes_no_negative_prompt', 'negativePrompt', { model: 'flux-schnell', negativePrompt: 'blur' }],
  ['takes_no_strength', 'strength', { model: 'rd-fast', strength: 0.5 }],
  ['takes_no_seed', 'seed', { model: 'nano-banana', seed: 1 }],
  ['takes_no_colours', 'colours', { model: 'flux-schnell', pixel: { colours: 8 } }],
  ['takes_no_palette', 'palette', { model: 'flux-schnell', pixel: { palette: 'pico-8' } }],
  ['takes_no_background', 'background', { model: 'flux-schnell', pixel: { background: 'none' } }],
  ['takes_no_preset', 'preset', { model: 'rd-plus', pixel: { preset: 'retr' } }],
  ['takes_no_seamless', 'seamless', { model: 'nano-banana', pixel: { seamless: 'both' } }],
  ['takes_no_literal', 'literal', { model: 'nano-banana', pixel: { literal: true } }],
  ['unknown_palette', 'palette', { model: 'rd-fast', pixel: { palette: 'no such thing' } }],
  ['unknown_project', 'project', { projectId: randomUUID() }],
  ['bad_reference', 'references', { references: [{ from: 'upload', id: randomUUID() }] }],
  ['too_few_credits', null, { model: 'sd-3.5-large', count: 4 }],
] as const)('%s is told beforehand, and costs nothing', async (type, field, over) => {
  const ada = await buildUser(api.deps, { credits: 20 });
  const { hindrances } = await quoteOf(ada, over);
  expect(hindrances).toMatchObject([{ type, field, nearest: nearestOf[type] ?? null }]);
  expect(await make(ada, wish(over))).toMatchObject({ type, title: hindrances[0]?.title });
  expect(await rowsOf(ada)).toEqual([]);
  expect(await balanceOf(ada)).toBe(20);
});

test('a model that takes no picture says so before anything is held', async () => {
  const ada = await buildUser(api.deps, { credits: 20 });
  const [id] = (await buildGeneration(api.deps, ada)).assetIds;
  const over = { model: 'flux-schnell', references: [{ from: 'asset', id }] };
  expect((await quoteOf(ada, over)).hindrances).toMatchObject([{ field: 'references', type: 'takes_no_image' }]);
  expect(await make(ada, wish(over))).toMatchObject({ type: 'takes_no_image' });
  expect(await balanceOf(ada)).toBe(20);
});

test('what may not be asked for is refused, counts once for a key, and at last nothing is made', async () => {
  const ada = await buildUser(api.deps, { credits: 20 });
  const refused = wish({ prompt: 'a l0l1 with a sword, nsfw' });
  for (const body of [refused, refused]) expect((await make(ada, body)).type).toBe('forbidden_prompt');
  expect(await api.deps.db.strike.count({ where: { userId: ada.userId } })).toBe(1);
  for (let each = 0; each < 2; each++) await make(ada, wish({ prompt: refused.prompt }));
  expect(await make(ada)).toMatchObject({ status: 429, type: 'cooling_down' });
  await api.deps.db.strike.deleteMany({ where: { userId: ada.userId } });
  await api.deps.db.user.update({ where: { id: ada.userId }, data: { blockedAt: new Date() } });
  expect(await make(ada)).toMatchObject({ status: 403, type: 'blocked_account' });
  expect(await rowsOf(ada)).toEqual([]);
});

test('credits that nobody paid for, and how much may be open, are bounded as in a chat', async () => {
  const alone = await buildUser(api.deps, { credits: 20 });
  // Nobody vouches for the account.
  await api.deps.db.identity.delete({ where: { id: alone.identityId } });
  expect(await make(alone)).toMatchObject({ type: 'unpaid_limit' });
  const { walletId } = alone;
  await grantCredits(api.deps, { walletId, origin: 'purchase', amount: 5, key: randomUUID() });
  expect(await make(alone)).toMatchObject({ status: 200, balance: 24 });

  const busy = await buildUser(api.deps, { credits: 40 });
  const answers = [];
  for (let each = 0; each < 12; each++) answers.push(await make(busy));
  const open = answers.filter(({ status }) => status === 200).length;
  expect(answers.slice(open).every(({ type }) => type === 'too_many_open')).toBe(true);
  expect(open).toBeLessThan(12);
  expect(await balanceOf(busy)).toBe(40 - open);
});

test('what is left out is of the project, then as the settings say; values of before are given back', async () => {
  const ada = await buildUser(api.deps, { credits: 40 });
  await api.deps.db.preference.create({ data: { userId: ada.userId, model: 'rd-fast', size: 'wide' } });
  const defaults = { model: 'rd-plus', size: null, format: 'png', style: '16 colours' };
  const { json: project } = await api.ask(ada, 'POST', '/api/projects', { name: 'Icons', defaults });
  expect((await api.ask(ada, 'GET', '/api/make/defaults')).json).toMatchObject({ model: 'rd-fast', size: 'wide' });
  await make(ada);
  const { id } = await make(ada, wish({ projectId: project.id }));
  expect((await rowsOf(ada)).map(({ model, size, format }) => [model, size, format]).sort()).toEqual([
    ['retro-diffusion/rd-fast', 'wide', 'best'],
    ['retro-diffusion/rd-plus', 'wide', 'png'],
  ]);
  const { json: recipe } = await api.ask(ada, 'GET', `/api/generations/${id}/recipe`);
  expect(recipe).toMatchObject({ prompt: 'a fox knight, 16 colours', model: 'rd-plus', projectId: project.id });
  // The style is there already, and not added once more.
  await make(ada, wish({ prompt: recipe.prompt, projectId: project.id }));
  const { json: list } = await api.ask(ada, 'GET', '/api/generations?limit=2');
  expect(list.items.map(({ prompt }: { prompt: string }) => prompt)).toEqual([recipe.prompt, recipe.prompt]);
  const { json: rest } = await api.ask(ada, 'GET', `/api/generations?limit=2&cursor=${list.next}`);
  expect(rest).toMatchObject({ items: [{ prompt: 'a fox knight', status: 'queued', images: [] }], next: null });
});

test('a tool says its price, makes of one’s own picture alone, and once for a key', async () => {
  const ada = await buildUser(api.deps, { credits: 40 });
  const eve = await buildUser(api.deps, { credits: 40 });
  const { id: generationId, assetIds } = await buildGeneration(api.deps, ada, { images: 2 });
  const at = `/api/assets/${assetIds[1]}/tools`;
  const { json: tools } = await api.ask(ada, 'GET', at);
  expect(tools).toMatchObject({
    upscale: { applies: true, price: 1, count: 1, takesPicture: true },
    // flux-schnell starts from words alone.
    vary: { applies: true, price: 2, count: 2, takesPicture: false },
    edit: { applies: true, price: 5 },
    again: { applies: true, price: 2, count: 2, takesPicture: false },
    editors: [{ name: 'nano-banana', takesReference: true }, { takesReference: false }],
    balance: 40,
  });
  const press = async (body: object) => (await api.ask(ada, 'POST', at, { requestKey: randomUUID(), ...body })).json;
  const key = { requestKey: randomUUID() };
  const upscaled = await press({ tool: 'upscale', ...key });
  expect(await press({ tool: 'upscale', ...key })).toEqual({ ...upscaled, isRepeated: true });
  // Pressed a second time by mistake, within seconds.
  await api.deps.db.generation.update({ where: { id: upscaled.id }, data: { createdAt: new Date() } });
  expect((await press({ tool: 'upscale' })).type).toBe('pressed_twice');
  const reference = { from: 'asset', id: assetIds[0] };
  await press({ tool: 'edit', instruction: 'make it night', reference });
  expect((await press({ tool: 'edit', instruction: 'x', model: 'flux-kontext-pro', reference })).type).toBe(
    'takes_fewer_images',
  );
  const again = { tool: 'again', requestKey: randomUUID() };
  const repeated = await press(again);
  const rows = (await rowsOf(ada)).filter(({ id }) => id !== generationId);
  expect(rows.map(({ tool, sourceAssetId, secondReferenceUrl }) => [tool, sourceAssetId, secondReferenceUrl])).toEqual(
    expect.arrayContaining([
      ['upscale', assetIds[1], null],
      ['edit', assetIds[1], `asset:${assetIds[0]}`],
      [null, null, null],
    ]),
  );
  expect(rows).toHaveLength(3);
  const body = { tool: 'vary', requestKey: randomUUID() };
  expect((await api.ask(eve, 'POST', at, body)).status).toBe(404);
  await api.deps.db.asset.update({ where: { id: assetIds[1] ?? '' }, data: { hiddenAt: new Date() } });
  expect((await api.ask(ada, 'POST', at, body)).status).toBe(404);
  // What was begun before is answered all the same.
  expect(await press(again)).toEqual({ ...repeated, isRepeated: true });
  expect(await press({ tool: 'upscale', ...key })).toMatchObject({ id: upscaled.id, isRepeated: true });
});

const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(500, 7)]);
const upload = (who: TestUser | undefined, bytes: Buffer, headers: Record<string, string> = {}) =>
  api.fetch(who, '/files/references', {
    method: 'POST',
    body: bytes,
    headers: { origin: api.deps.config.publicUrl, 'content-type': 'image/png', ...headers },
  });

test('a picture to start from is kept sealed for a day, for its owner alone', async () => {
  const [ada, eve] = [await buildUser(api.deps, { credits: 40 }), await buildUser(api.deps, { credits: 40 })];
  const sent = await upload(ada, png);
  const { id, url } = (await sent.json()) as Upload;
  expect(sent.status).toBe(200);
  const seen = await api.fetch(ada, url);
  expect(Buffer.from(await seen.arrayBuffer()).equals(png)).toBe(true);
  expect(seen.headers.get('content-security-policy')).toContain('sandbox');
  expect((await api.fetch(eve, url)).status).toBe(404);
  const references = [{ from: 'upload', id }];
  expect(await make(eve, wish({ model: 'rd-fast', references }))).toMatchObject({ type: 'bad_reference' });
  expect(await make(ada, wish({ model: 'rd-fast', references }))).toMatchObject({ status: 200 });
  expect(await rowsOf(ada)).toMatchObject([{ referenceUrl: `upload:${id}`, inputImageKey: null }]);

  const { storageKey } = await api.deps.db.referenceUpload.findUniqueOrThrow({ where: { id } });
  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  await api.deps.db.referenceUpload.update({ where: { id }, data: { createdAt: yesterday } });
  expect((await api.fetch(ada, url)).status).toBe(404);
  expect(await forgetUploads(api.deps, 10)).toBe(1);
  expect(await api.deps.storage.exists(storageKey)).toBe(false);

  const { id: other } = (await (await upload(ada, png)).json()) as Upload;
  expect((await api.ask(eve, 'DELETE', `/api/references/${other}`)).status).toBe(404);
  expect((await api.ask(ada, 'DELETE', `/api/references/${other}`)).status).toBe(204);
  expect(await api.deps.db.referenceUpload.count()).toBe(0);
});

test.each([
  ['from another site', png, { origin: 'https://evil.example.com' }, 403, 'foreign_origin'],
  ['what says it is none', png, { 'content-type': 'text/html' }, 409, 'bad_reference'],
  ['what is none', Buffer.from('<svg/>'), {}, 409, 'bad_reference'],
  ['nothing', Buffer.alloc(0), {}, 409, 'bad_reference'],
  ['more than 15 MB', Buffer.concat([png, Buffer.alloc(15 * 1024 * 1024)]), {}, 409, 'bad_reference'],
] as const)('%s is not kept', async (_, bytes, headers, status, type) => {
  const ada = await buildUser(api.deps);
  const answer = await upload(ada, bytes, headers);
  expect([answer.status, await answer.json()]).toMatchObject([status, { type }]);
  expect(await api.deps.db.referenceUpload.count()).toBe(0);
  expect((await upload(undefined, png)).status).toBe(401);
});
