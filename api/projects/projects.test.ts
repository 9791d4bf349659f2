import { afterAll, beforeAll, expect, test } from 'vitest';
import { project as projectShape } from '#core/contract/pages/project-shapes.ts';
import { findProjectByName, suggestProjects } from '#core/projects/find-project.ts';
import { maxProjects } from '#core/projects/limits.ts';
import { startTestApi, type TestApi } from '#test/api.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { buildUser, type TestUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';

let api: TestApi;
let ada: TestUser;
beforeAll(async () => {
  api = await startTestApi(await createTestDatabase());
  ada = await buildUser(api.deps);
});
afterAll(() => api.close());

const create = (who: TestUser, body: object) => api.ask(who, 'POST', '/api/projects', body);
const change = (who: TestUser, id: string, body: object) => api.ask(who, 'PATCH', `/api/projects/${id}`, body);
const names = async (who: TestUser) =>
  (await api.ask(who, 'GET', '/api/projects')).json.items.map(({ name }: { name: string }) => name);

test('a project is made, renamed, given defaults, archived, brought back and deleted', async () => {
  const { status, json } = await create(ada, {
    name: '  Fox\tquest ',
    defaults: { model: 'RD-fast', size: 'wide', format: 'png' },
  });
  expect(status).toBe(200);
  expect(projectShape.parse(json)).toMatchObject({
    name: 'Fox quest',
    defaults: { model: 'rd-fast', size: 'wide', format: 'png', style: '' },
    archivedAt: null,
    assetCount: 0,
    covers: [],
  });
  const { id } = json;
  expect((await change(ada, id, { defaults: { style: 'muted colours', model: null } })).json.defaults).toEqual({
    model: null,
    size: 'wide',
    format: 'png',
    pixel: null,
    style: 'muted colours',
    paletteId: null,
  });
  expect((await change(ada, id, { name: 'Owls', archived: true })).json).toMatchObject({
    name: 'Owls',
    archivedAt: expect.any(String),
    defaults: { style: 'muted colours' },
  });
  expect((await change(ada, id, { archived: false })).json.archivedAt).toBeNull();
  expect((await change(ada, id, {})).status).toBe(200);
  expect((await api.ask(ada, 'DELETE', `/api/projects/${id}`)).status).toBe(204);
  expect((await api.ask(ada, 'DELETE', `/api/projects/${id}`)).status).toBe(404);
  expect((await change(ada, id, { name: 'x' })).status).toBe(404);
});

test('two of one name are refused, also when both are made at the same moment; another person may have it', async () => {
  const answers = await Promise.all([create(ada, { name: 'Twins' }), create(ada, { name: 'tWINS' })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)?.json).toMatchObject({
    type: 'name_taken',
    detail: expect.stringMatching(/called “.*” already. Nothing was changed/),
  });
  const { json: other } = await create(ada, { name: 'Other' });
  expect((await change(ada, other.id, { name: 'TWINS' })).json.type).toBe('name_taken');
  expect((await change(ada, other.id, { name: 'OTHER' })).json.name).toBe('OTHER');
  expect((await create(await buildUser(api.deps), { name: 'Twins' })).status).toBe(200);
});

test('defaults that do not exist, and names that are none, are refused', async () => {
  expect((await create(ada, { name: 'M', defaults: { model: 'dall-e' } })).json).toMatchObject({
    status: 400,
    type: 'unknown_model',
    next: expect.stringContaining('flux-schnell'),
  });
  for (const size of ['huge', '9000x9000'])
    expect((await create(ada, { name: 'S', defaults: { size } })).json).toMatchObject({
      type: 'unknown_size',
      next: expect.stringContaining('pixels that a model draws, such as 64x64'),
    });
  expect((await create(ada, { name: 'F', defaults: { format: 'bmp' } })).status).toBe(400);
  expect((await create(ada, { name: ' \t ' })).json.errors).toEqual([
    { path: 'name', message: 'Give the project a name.' },
  ]);
});

test('counts its images and shows the newest four; deleted, its images stay', async () => {
  const user = await buildUser(api.deps);
  const { json } = await create(user, { name: 'Counted' });
  const model = 'retro-diffusion/rd-fast';
  await buildGeneration(api.deps, user, {
    projectId: json.id,
    images: 4,
    createdAt: new Date(Date.UTC(2026, 1)),
    model,
  });
  const newest = await buildGeneration(api.deps, user, { projectId: json.id });
  const listed = async () => (await api.ask(user, 'GET', '/api/projects')).json.items[0];
  const cover = {
    ...{ thumbnailUrl: `/files/assets/${newest.assetIds[0]}/thumbnail`, largeThumbnailUrl: null },
    ...{ width: 64, height: 48, isPixelArt: false },
  };
  const ofPixels = { thumbnailUrl: expect.any(String), isPixelArt: true };
  expect(await listed()).toMatchObject({ assetCount: 5, covers: [cover, ofPixels, ofPixels, ofPixels] });
  await api.ask(user, 'POST', '/api/assets/delete', { ids: newest.assetIds });
  expect(await listed()).toMatchObject({ assetCount: 4, covers: [ofPixels, ofPixels, ofPixels, ofPixels] });
  // A recoloured copy is as much on a grid as what it was made of.
  const [copied, from] = await api.deps.db.asset.findMany({ where: { projectId: json.id, deletedAt: null }, take: 2 });
  await api.deps.db.asset.update({
    where: { id: copied?.id ?? '' },
    data: {
      source: 'operation',
      operation: 'recolour',
      parentId: from?.id ?? '',
      generationId: null,
      predictionId: null,
    },
  });
  expect(await listed()).toMatchObject({ covers: [ofPixels, ofPixels, ofPixels, ofPixels] });
  await api.ask(user, 'DELETE', `/api/projects/${json.id}`);
  expect((await api.ask(user, 'GET', '/api/assets?project=none')).json.items).toHaveLength(4);
});

test('notes are kept sealed; one of its images stands for it, as long as it is in it', async () => {
  const user = await buildUser(api.deps);
  const { json } = await create(user, { name: 'Noted', notes: ' first line\r\nsecond\u0007line ' });
  expect(json).toMatchObject({ notes: 'first line\nsecond line', coverId: null, covers: [] });
  const row = await api.deps.db.project.findUniqueOrThrow({ where: { id: json.id } });
  expect([row.notes, row.notesSealed === null]).toEqual(['', false]);
  expect((await change(user, json.id, { notes: 'x'.repeat(2001) })).status).toBe(400);

  const { assetIds } = await buildGeneration(api.deps, user, { projectId: json.id, images: 3 });
  const [elsewhere = ''] = (await buildGeneration(api.deps, user)).assetIds;
  const coverId = assetIds[1] ?? '';
  const { json: covered } = await change(user, json.id, { coverId });
  expect(covered).toMatchObject({ coverId, covers: [{ thumbnailUrl: `/files/assets/${coverId}/thumbnail` }] });
  expect(covered.covers).toHaveLength(1);
  expect((await change(user, json.id, { coverId: elsewhere })).status).toBe(404);
  await api.ask(user, 'POST', '/api/assets/move', { ids: [coverId], projectId: null });
  const [left] = (await api.ask(user, 'GET', '/api/projects')).json.items;
  expect([left.coverId, left.covers.length, left.notes]).toEqual([null, 2, 'first line\nsecond line']);
});

test('a project goes with its images and their words, and with nobody else’s', async () => {
  const user = await buildUser(api.deps);
  const { json } = await create(user, { name: 'Secret' });
  const inIt = await buildGeneration(api.deps, user, { projectId: json.id });
  const elsewhere = await buildGeneration(api.deps, user);
  const { json: erased } = await api.ask(user, 'POST', `/api/projects/${json.id}/erase`);
  expect(erased).toEqual({ deleted: inIt.assetIds.length });
  expect(await names(user)).toEqual([]);
  const left = (await api.ask(user, 'GET', '/api/assets')).json.items;
  expect(left.map(({ id }: { id: string }) => id).sort()).toEqual([...elsewhere.assetIds].sort());
  const row = await api.deps.db.generation.findUniqueOrThrow({ where: { id: inIt.id } });
  expect([row.prompt, row.promptSealed, row.projectId]).toEqual(['', null, null]);
  expect((await api.ask(user, 'POST', `/api/projects/${json.id}/erase`)).status).toBe(404);
});

test('lists by name, archived ones last; chat finds and suggests them', async () => {
  const user = await buildUser(api.deps);
  const { json: old } = await create(user, { name: 'Alpha old' });
  for (const name of ['beta', 'Level 10', 'Level 2', 'Alpha', 'zeta alpha', '100%', '100 x'])
    await create(user, { name });
  await change(user, old.id, { archived: true });
  expect(await names(user)).toEqual([
    '100 x',
    '100%',
    'Alpha',
    'beta',
    'Level 2',
    'Level 10',
    'zeta alpha',
    'Alpha old',
  ]);
  expect(await suggestProjects(api.deps, user.userId, 'ALPHA')).toEqual(['Alpha', 'zeta alpha']);
  expect(await suggestProjects(api.deps, user.userId, '0%')).toEqual(['100%']);
  expect(await suggestProjects(api.deps, ada.userId, 'zeta')).toEqual([]);
  expect((await findProjectByName(api.deps, user.userId, ' alpha OLD '))?.id).toBe(old.id);
  expect((await findProjectByName(api.deps, user.userId, '100%'))?.name).toBe('100%');
  expect(await findProjectByName(api.deps, user.userId, 'alph_')).toBeNull();
  expect(await findProjectByName(api.deps, ada.userId, 'zeta alpha')).toBeNull();
});

test('there is an end to how many there are', async () => {
  const user = await buildUser(api.deps);
  const data = Array.from({ length: maxProjects }, (_, index) => ({ userId: user.userId, name: `number ${index}` }));
  await api.deps.db.project.createMany({ data });
  expect((await create(user, { name: 'one more' })).json.type).toBe('too_many_projects');
});
