import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownPictures } from '#core/assets/own-pictures.ts';
import { emptyOldTrash } from '#core/assets/trash/empty-trash.ts';
import { contract } from '#core/contract/pages/contract.ts';
import { findHistory } from '#core/generations/find-history.ts';
import { defaultModel } from '#core/models/catalogue.ts';
import { realEsrgan } from '#core/models/real-esrgan.ts';
import { rdPlus } from '#core/models/retro-diffusion.ts';
import { addWorkspace } from '#core/teams/add-workspaces.ts';
import { nameWorkspaces } from '#core/teams/names.ts';
import { startTestApi, type TestApi } from '#test/api.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { buildOwnPicture } from '#test/builders/own-picture.ts';
import { buildUser, type TestUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi(await createTestDatabase());
});
afterAll(() => api.close());

const list = async (who: TestUser, query: Record<string, string> = {}) => {
  const { status, json } = await api.ask(who, 'GET', `/api/assets?${new URLSearchParams(query)}`);
  expect(status).toBe(200);
  return contract.listAssets.answer.parse(json);
};
const idsOf = async (who: TestUser, query: Record<string, string> = {}) =>
  (await list(who, query)).items.map(({ id }) => id);
const trash = async (who: TestUser) => contract.listTrash.answer.parse((await api.ask(who, 'GET', '/api/trash')).json);
const change = async (who: TestUser, what: string, body: object) =>
  (await api.ask(who, 'POST', `/api/assets/${what}`, body)).json;
const day = (date: number) => new Date(Date.UTC(2026, 4, date));

/** Images of these sizes, the oldest first. */
async function sized(user: TestUser, sizes: ReadonlyArray<readonly [number, number]>): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, [width, height]] of sizes.entries()) {
    const [id = ''] = (await buildGeneration(api.deps, user, { createdAt: day(index + 1) })).assetIds;
    await api.deps.db.asset.update({ where: { id }, data: { width, height } });
    ids.push(id);
  }
  return ids;
}

test('an image in the trash is shown nowhere but there, and comes back where it was', async () => {
  const user = await buildUser(api.deps);
  const owner = { userId: user.userId, identityId: user.identityId };
  const { json: project } = await api.ask(user, 'POST', '/api/projects', { name: 'Foxes' });
  const made = await buildGeneration(api.deps, user, { images: 2, prompt: 'a fox', projectId: project.id });
  const [gone = '', kept = ''] = made.assetIds;
  expect(await change(user, 'trash', { ids: [gone, randomUUID()] })).toEqual({ trashed: 1, links: 0 });
  expect(await change(user, 'trash', { ids: [gone] })).toEqual({ trashed: 0, links: 0 });

  expect(await list(user)).toMatchObject({ items: [{ id: kept }], total: 1 });
  expect((await api.ask(user, 'POST', '/api/assets/search', { q: 'fox' })).json.total).toBe(1);
  expect((await api.ask(user, 'GET', '/api/home')).json.latest).toHaveLength(1);
  expect((await api.ask(user, 'GET', '/api/projects')).json.items).toMatchObject([
    { assetCount: 1, covers: [{ thumbnailUrl: expect.stringContaining(kept) }] },
  ]);
  expect((await change(user, 'download', { ids: made.assetIds })).files).toBe(1);
  expect((await ownPictures(api.deps, owner, { limit: 9 })).map(({ id }) => id)).toEqual([kept]);
  expect(await findHistory(api.deps, owner, { limit: 9 })).toMatchObject([{ assets: 1, firstAssetId: kept }]);
  const page = await api.ask(user, 'GET', `/api/assets/${gone}`);
  expect([page.status, page.json.title]).toEqual([404, 'This image is in your trash']);
  expect((await api.ask(user, 'GET', `/api/assets/${kept}`)).json).toMatchObject({ newerId: null, olderId: null });

  const { items, total } = await trash(user);
  expect([items.map(({ id }) => id), total]).toEqual([[gone], 1]);
  expect(Date.parse(items[0]?.goesAt ?? '') - Date.parse(items[0]?.trashedAt ?? '')).toBe(30 * 86_400_000);
  expect(await change(user, 'restore', { ids: made.assetIds })).toEqual({ restored: 1 });
  expect(new Set(await idsOf(user, { project: project.id }))).toEqual(new Set(made.assetIds));
  expect((await trash(user)).items).toEqual([]);
});

test('what was in a trash for thirty days is deleted as any other; emptying it does so at once', async () => {
  const [user, other] = [await buildUser(api.deps), await buildUser(api.deps)];
  const { assetIds, id: generationId } = await buildGeneration(api.deps, user, { images: 3 });
  const upload = await buildOwnPicture(api.deps, other, { title: 'a fox' });
  await change(user, 'trash', { ids: assetIds });
  await change(other, 'trash', { ids: [upload.id] });
  const since = (ids: string[], days: number) =>
    api.deps.db.asset.updateMany({
      where: { id: { in: ids } },
      data: { trashedAt: new Date(Date.now() - days * 86_400_000) },
    });
  await since([assetIds[0] ?? ''], 30.1);
  await since([assetIds[1] ?? ''], 29.9);
  expect(await emptyOldTrash(api.deps)).toBe(1);
  expect(await emptyOldTrash(api.deps)).toBe(0);
  expect((await trash(user)).items.map(({ id }) => id)).toEqual([assetIds[2], assetIds[1]]);
  const erase = api.deps.queues.all.find(({ name }) => name === 'erase');
  expect((await erase?.getJobs('waiting'))?.map(({ data }) => data)).toContainEqual({ generationId });
  // Whoever waits for an answer about their data keeps what is there.
  await since([upload.id], 31);
  expect((await api.ask(other, 'POST', '/api/privacy/requests', { kind: 'other', words: 'What?' })).status).toBe(200);
  expect(await emptyOldTrash(api.deps)).toBe(0);

  expect((await api.ask(user, 'POST', '/api/trash/empty')).json).toEqual({ deleted: 2 });
  expect((await api.ask(user, 'POST', '/api/trash/empty')).json).toEqual({ deleted: 0 });
  expect(await change(user, 'restore', { ids: assetIds })).toEqual({ restored: 0 });
  expect(await api.deps.db.asset.count({ where: { generationId, deletedAt: null } })).toBe(0);
});

test('favourites are marked and found', async () => {
  const user = await buildUser(api.deps);
  const [first = '', second = ''] = await sized(user, [
    [64, 64],
    [64, 64],
  ]);
  const mark = (ids: string[], isFavourite: boolean) => change(user, 'favourite', { ids, isFavourite });
  expect(await mark([first], true)).toEqual({ changed: 1 });
  expect(await mark([first], true)).toEqual({ changed: 0 });
  expect((await list(user, { favourite: 'yes' })).items).toMatchObject([{ id: first, isFavourite: true }]);
  expect(await idsOf(user, { sort: 'favourites' })).toEqual([first, second]);
  expect(await mark([first, second], false)).toEqual({ changed: 1 });
  expect((await list(user, { favourite: 'yes' })).total).toBe(0);
});

test('sizes, shapes and orders, page by page, and the neighbours follow them', async () => {
  const user = await buildUser(api.deps);
  const [square = '', wide = '', tall = '', large = ''] = await sized(user, [
    [512, 512],
    [1344, 768],
    [768, 1344],
    [2048, 2100],
  ]);
  expect(await idsOf(user, { size: 'small' })).toEqual([square]);
  expect(await idsOf(user, { size: 'medium' })).toEqual([tall, wide]);
  expect(await idsOf(user, { size: 'large' })).toEqual([large]);
  expect(await idsOf(user, { shape: 'square' })).toEqual([large, square]);
  expect(await idsOf(user, { shape: 'wide' })).toEqual([wide]);
  expect(await idsOf(user, { shape: 'tall', size: 'medium' })).toEqual([tall]);
  const orders = {
    newest: [large, tall, wide, square],
    oldest: [square, wide, tall, large],
    largest: [large, tall, wide, square],
    smallest: [square, tall, wide, large],
    widest: [wide, square, large, tall],
    tallest: [tall, large, square, wide],
    // All are of one model and place.
    model: [large, tall, wide, square],
    place: [large, tall, wide, square],
  };
  for (const [sort, wanted] of Object.entries(orders)) {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await list(user, { sort, limit: '1', ...(cursor ? { cursor } : {}) });
      expect(page.total).toBe(cursor === '' ? 4 : null);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    expect({ sort, seen }).toEqual({ sort, seen: wanted });
    const { json } = await api.ask(user, 'GET', `/api/assets/${wanted[1]}?sort=${sort}`);
    expect({ sort, beside: [json.newerId, json.olderId] }).toEqual({ sort, beside: [wanted[0], wanted[2]] });
  }
  const { next } = await list(user, { limit: '1' });
  const foreign = await api.ask(user, 'GET', `/api/assets?sort=largest&cursor=${next}`);
  expect([foreign.status, foreign.json.type]).toEqual([400, 'bad_cursor']);
});

test('an animation has the size and the shape of a frame, and what a tool made has the model that drew it', async () => {
  const user = await buildUser(api.deps);
  const [sheet = '', wide = ''] = await sized(user, [
    [1600, 64],
    [100, 64],
  ]);
  const layout = { kind: 'animation', width: 64, height: 64, columns: 25, frames: [{ ms: 100 }], tags: [] };
  await api.deps.db.asset.update({ where: { id: sheet }, data: { layout } });
  expect(await idsOf(user, { shape: 'square' })).toEqual([sheet]);
  expect(await idsOf(user, { shape: 'wide' })).toEqual([wide]);
  expect(await idsOf(user, { size: 'large' })).toEqual([]);
  for (const sort of ['largest', 'widest'])
    expect({ sort, ids: await idsOf(user, { sort }) }).toEqual({ sort, ids: [wide, sheet] });
  for (const sort of ['smallest', 'tallest'])
    expect({ sort, ids: await idsOf(user, { sort }) }).toEqual({ sort, ids: [sheet, wide] });

  await api.deps.db.generation.updateMany({
    where: { assets: { some: { id: wide } } },
    data: { model: realEsrgan.id, originModel: rdPlus.id },
  });
  expect(await idsOf(user, { model: rdPlus.name })).toEqual([wide]);
  expect(await idsOf(user, { model: realEsrgan.name })).toEqual([]);
  expect((await api.ask(user, 'GET', '/api/places')).json.models).toEqual([
    { name: defaultModel.name, label: defaultModel.label, images: 1 },
    { name: rdPlus.name, label: rdPlus.label, images: 1 },
  ]);
});

test('the server or workspace in which it was asked is a filter, by its name', async () => {
  const user = await buildUser(api.deps, { platform: 'slack', teamId: 'T7' });
  const workspaceId = await addWorkspace(api.deps, { platform: 'slack', externalId: 'T7' });
  await nameWorkspaces(api.deps, [{ id: workspaceId, name: 'Sprite Forge' }]);
  const there = await buildGeneration(api.deps, user, { images: 2, platform: 'slack', teamId: 'T7' });
  const direct = await buildGeneration(api.deps, user);
  const upload = await buildOwnPicture(api.deps, user, { title: 'a fox' });
  expect((await api.ask(user, 'GET', '/api/places')).json.items).toEqual([
    { platform: 'slack', id: workspaceId, name: 'Sprite Forge', images: 2 },
    { platform: 'discord', id: null, name: null, images: 1 },
  ]);
  expect(new Set(await idsOf(user, { place: workspaceId }))).toEqual(new Set(there.assetIds));
  expect(await idsOf(user, { place: 'direct' })).toEqual(direct.assetIds);
  expect(await idsOf(user, { place: 'web' })).toEqual([upload.id]);
  expect(await idsOf(user, { place: randomUUID() })).toEqual([]);
  // As an order, too: what was asked in one place stands together.
  const byPlace = await idsOf(user, { sort: 'place' });
  expect(new Set(byPlace.slice(0, 2))).toEqual(new Set(there.assetIds));
  expect(byPlace.slice(2)).toEqual([...direct.assetIds, upload.id]);
});

test('in the order of their models, by name: what none drew comes last, and what a tool made stands with its original', async () => {
  const user = await buildUser(api.deps);
  const ids: string[] = [];
  const add = async (model: string) => {
    const { id, assetIds } = await buildGeneration(api.deps, user, { model, createdAt: day(ids.length + 1) });
    ids.push(...assetIds);
    return id;
  };
  await add('retro-diffusion/rd-plus');
  await add('black-forest-labs/flux-schnell');
  await add('google/nano-banana');
  await add('gone/model');
  const upscaled = await add('nightmareai/real-esrgan');
  const originModel = 'black-forest-labs/flux-schnell';
  await api.deps.db.generation.update({ where: { id: upscaled }, data: { tool: 'upscale', originModel } });
  const [plus, schnell, banana, gone, large] = ids;
  expect(await idsOf(user, { sort: 'model' })).toEqual([large, schnell, banana, plus, gone]);
  expect((await list(user, { sort: 'model' })).items.map(({ tool }) => tool)).toEqual([
    'upscale',
    null,
    null,
    null,
    null,
  ]);
});
