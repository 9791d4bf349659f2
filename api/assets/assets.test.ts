import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '#core/contract/pages/contract.ts';
import type { Endpoint } from '#core/contract/pages/endpoint.ts';
import { asset as assetShape } from '#core/contract/pages/shapes.ts';
import { findLost } from '#core/schedules/find-lost.ts';
import { addWorkspace } from '#core/teams/add-workspaces.ts';
import { nameWorkspaces } from '#core/teams/names.ts';
import { startTestApi, type TestApi } from '#test/api.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { buildOwnPicture } from '#test/builders/own-picture.ts';
import { buildUser, type TestUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { Prisma } from '../../prisma/generated/client.ts';

let api: TestApi;
let ada: TestUser;
let eve: TestUser;
beforeAll(async () => {
  api = await startTestApi(await createTestDatabase());
  ada = await buildUser(api.deps);
  eve = await buildUser(api.deps);
});
afterAll(() => api.close());

const list = async (who: TestUser, query: Record<string, string> = {}) => {
  const { status, json } = await api.ask(who, 'GET', `/api/assets?${new URLSearchParams(query)}`);
  expect(status).toBe(200);
  return contract.listAssets.answer.parse(json);
};
const search = async (who: TestUser, body: object) => {
  const { status, json } = await api.ask(who, 'POST', '/api/assets/search', body);
  expect(status).toBe(200);
  return contract.searchAssets.answer.parse(json);
};
/** Words go in a body alone. */
const idsOf = async (who: TestUser, filter: Record<string, string>) =>
  (await ('q' in filter ? search(who, filter) : list(who, filter))).items.map(({ id }) => id);
const idOf = ({ assetIds }: { assetIds: string[] }) => assetIds[0] ?? '';

test('paging gives each image exactly once, newest first, also while new ones arrive and others go', async () => {
  const user = await buildUser(api.deps);
  // Five per request, so that many have the very same time.
  const made = [];
  for (let index = 0; index < 50; index++)
    made.push(await buildGeneration(api.deps, user, { images: 5, createdAt: new Date(Date.UTC(2026, 0, 1) + index) }));
  const wanted = made.flatMap(({ assetIds }) => assetIds);
  const seen: string[] = [];
  const times: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = await list(user, { limit: '40', ...(cursor ? { cursor } : {}) });
    seen.push(...page.items.map(({ id }) => id));
    times.push(...page.items.map(({ createdAt }) => createdAt));
    cursor = page.next;
    await buildGeneration(api.deps, user);
    await api.ask(user, 'POST', '/api/assets/delete', { ids: [seen.at(-1)] });
  }
  expect(seen).toHaveLength(250);
  expect(new Set(seen)).toEqual(new Set(wanted));
  expect(times).toEqual([...times].sort().reverse());
});

test('a page is one statement, whatever is filtered, and one more to search or, at the beginning, to count', async () => {
  const user = await buildUser(api.deps);
  await buildGeneration(api.deps, user, { images: 9 });
  const query = { limit: '4', platform: 'discord', project: 'none', from: '2026-01-01' };
  const page = expect.stringMatching(/^SELECT a\.id/);
  const statements = await api.statementsOf(() => list(user, query));
  // Neither waits for the other.
  expect([...statements].sort()).toEqual([page, expect.stringMatching(/^SELECT count\(\*\)/)]);
  const { next } = await list(user, query);
  expect(await api.statementsOf(() => list(user, { ...query, cursor: next ?? '' }))).toEqual([page]);
  const searching = { ...query, limit: 4, q: 'fox', cursor: next };
  const searched = await api.statementsOf(() => search(user, searching));
  expect(searched).toEqual([expect.stringMatching(/FROM generations/), page]);
});

test('filters by project, model, chat, days and words', async () => {
  const user = await buildUser(api.deps);
  const { json: project } = await api.ask(user, 'POST', '/api/projects', { name: 'Foxes' });
  const fox = idOf(
    await buildGeneration(api.deps, user, {
      prompt: 'A Fox, 100% proud_of it',
      model: 'retro-diffusion/rd-fast',
      createdAt: new Date('2026-03-01T23:59:59.999Z'),
      platform: 'slack',
      projectId: project.id,
    }),
  );
  const owl = idOf(
    await buildGeneration(api.deps, user, { prompt: 'an owl \\o/', createdAt: new Date('2026-03-03T00:00:00Z') }),
  );
  expect(await idsOf(user, {})).toEqual([owl, fox]);
  expect(await idsOf(user, { project: project.id })).toEqual([fox]);
  expect(await idsOf(user, { project: 'none' })).toEqual([owl]);
  expect(await idsOf(user, { model: 'rd-fast' })).toEqual([fox]);
  expect(await idsOf(user, { model: 'dall-e' })).toEqual([]);
  expect(await idsOf(user, { platform: 'discord' })).toEqual([owl]);
  expect(await idsOf(user, { from: '2026-03-01', to: '2026-03-01' })).toEqual([fox]);
  expect(await idsOf(user, { from: '2026-03-02', to: '2026-03-02' })).toEqual([]);
  expect(await idsOf(user, { from: '2026-03-02', to: '9999-12-31' })).toEqual([owl]);
  expect(await idsOf(user, { from: '0000-01-01', to: '0001-01-01' })).toEqual([]);
  expect(await idsOf(user, { q: 'PROUD fox' })).toEqual([fox]);
  expect(await idsOf(user, { q: 'fox owl' })).toEqual([]);
  for (const q of ['0%', 'd_of']) expect(await idsOf(user, { q })).toEqual([fox]);
  expect(await idsOf(user, { q: '\\' })).toEqual([owl]);
  expect(await idsOf(user, { q: 'f%x' })).toEqual([]);
  expect(await idsOf(user, { q: 'a\u0007fox' })).toEqual([fox]);
  expect(await idsOf(user, { q: 'o', platform: 'slack' })).toEqual([fox]);
  const first = await search(user, { q: 'o', limit: 1 });
  expect(first.items.map(({ id }) => id)).toEqual([owl]);
  const second = await search(user, { q: 'o', limit: 1, cursor: first.next });
  expect([second.items.map(({ id }) => id), second.next]).toEqual([[fox], null]);
});

test('words in an address are none of the API’s: they select nothing', async () => {
  const user = await buildUser(api.deps);
  const fox = idOf(await buildGeneration(api.deps, user, { prompt: 'a fox' }));
  expect((await list(user, { q: 'owl' })).items.map(({ id }) => id)).toEqual([fox]);
  const inAddresses = Object.values<Endpoint>(contract).flatMap(({ query }) => Object.keys(query?.shape ?? {}));
  expect(inAddresses).toContain('project');
  expect(inAddresses).not.toContain('q');
});

test('what is not a request is refused in words', async () => {
  const refused = async (query: string) => {
    const { status, json } = await api.ask(ada, 'GET', `/api/assets?${query}`);
    return { status, type: json.type };
  };
  expect(await refused('limit=0')).toEqual({ status: 400, type: 'invalid_request' });
  expect(await refused('from=2026-02-30')).toEqual({ status: 400, type: 'invalid_request' });
  for (const cursor of ['nonsense', 'W10', Buffer.from('["a","b"]').toString('base64url')])
    expect(await refused(`cursor=${cursor}`)).toEqual({ status: 400, type: 'bad_cursor' });
  expect((await api.ask(undefined, 'GET', '/api/assets')).status).toBe(401);
});

test('an image tells how it was made and what to type to make it again', async () => {
  const slack = await buildUser(api.deps, { platform: 'slack', teamId: 'T1' });
  const workspaceId = await addWorkspace(api.deps, { platform: 'slack', externalId: 'T1' });
  await nameWorkspaces(api.deps, [{ id: workspaceId, name: 'Pixel Guild' }]);
  const day = (date: number) => new Date(Date.UTC(2026, 4, date));
  const older = await buildGeneration(api.deps, slack, { createdAt: day(1) });
  const made = await buildGeneration(api.deps, slack, {
    images: 2,
    platform: 'slack',
    teamId: 'T1',
    model: 'retro-diffusion/rd-plus',
    createdAt: day(2),
  });
  const newer = await buildGeneration(api.deps, slack, { createdAt: day(3) });
  const inOrder = [...made.assetIds].sort(); // made in one instant: by id
  const { json } = await api.ask(slack, 'GET', `/api/assets/${inOrder[0]}`);
  const position = made.assetIds.indexOf(inOrder[0] ?? '');
  expect(assetShape.parse(json)).toMatchObject({
    isPixelArt: true,
    model: 'rd-plus',
    generationId: made.id,
    seed: 41,
    price: 1,
    place: { platform: 'slack', name: 'Pixel Guild' },
    paidBy: null,
    project: null,
    useAgain: {
      discord: '/imagine prompt:a fox knight model:rd-plus size:square count:2 seed:41',
      slack: '/imagine a fox knight --model rd-plus --size square --count 2 --seed 41',
      note: `It makes 2 images; this was number ${position + 1}.`,
    },
    newerId: inOrder[1],
    olderId: idOf(older),
  });
  const seedless = await buildGeneration(api.deps, slack, { model: 'google/nano-banana', createdAt: day(4) });
  expect((await api.ask(slack, 'GET', `/api/assets/${idOf(seedless)}`)).json).toMatchObject({ seed: null });
  await api.deps.db.asset.updateMany({ where: { id: idOf(seedless) }, data: { deletedAt: new Date() } });
  const last = await api.ask(slack, 'GET', `/api/assets/${idOf(newer)}`);
  expect(last.json).toMatchObject({ newerId: null, olderId: inOrder[1], place: { platform: 'discord', name: null } });
});

test('an image’s neighbours are those that pass the filter', async () => {
  const user = await buildUser(api.deps);
  const day = (date: number) => new Date(Date.UTC(2026, 5, date));
  const build = async (date: number, prompt: string) =>
    idOf(await buildGeneration(api.deps, user, { createdAt: day(date), prompt }));
  const [owl, fox, cat, owlet] = [
    await build(1, 'owl'),
    await build(2, 'fox'),
    await build(3, 'cat'),
    await build(4, 'owlet'),
  ];
  const around = async (id: string, query = '') => {
    const { json } = await api.ask(user, 'GET', `/api/assets/${id}${query}`);
    return [json.newerId, json.olderId];
  };
  const aroundFound = async (id: string, body: object) => {
    const { json } = await api.ask(user, 'POST', `/api/assets/${id}/found`, body);
    return [json.newerId, json.olderId];
  };
  expect(await around(fox)).toEqual([cat, owl]);
  expect(await aroundFound(owlet, { q: 'owl' })).toEqual([null, owl]);
  // Opened by a link, it need not match the filter itself.
  expect(await aroundFound(fox, { q: 'owl' })).toEqual([owlet, owl]);
  expect(await aroundFound(owlet, { q: 'owl', from: '2026-06-03' })).toEqual([null, null]);
  expect(await around(cat, '?from=2026-06-03')).toEqual([owlet, null]);
  expect((await api.ask(user, 'GET', `/api/assets/${fox}?project=nonsense`)).status).toBe(400);
});

test('moves images into a project of one’s own and out again, and says how many', async () => {
  const made = await buildGeneration(api.deps, ada, { images: 3 });
  const others = await buildGeneration(api.deps, eve);
  const { json: project } = await api.ask(ada, 'POST', '/api/projects', { name: 'Moving' });
  const ids = [...made.assetIds, ...others.assetIds, randomUUID()];
  const moved = await api.ask(ada, 'POST', '/api/assets/move', { ids, projectId: project.id });
  expect(moved).toEqual({ status: 200, json: { moved: 3 } });
  expect(new Set(await idsOf(ada, { project: project.id }))).toEqual(new Set(made.assetIds));
  expect(await idsOf(eve, { project: 'none' })).toContain(idOf(others));
  const into = await api.ask(eve, 'POST', '/api/assets/move', { ids: others.assetIds, projectId: project.id });
  expect(into).toMatchObject({ status: 404, json: { type: 'not_found' } });
  const out = await api.ask(ada, 'POST', '/api/assets/move', { ids: made.assetIds.slice(1), projectId: null });
  expect(out.json).toEqual({ moved: 2 });
  expect(await idsOf(ada, { project: project.id })).toEqual([made.assetIds[0]]);
});

test('deletes only one’s own, for everybody at once, and leaves the rest to jobs that cannot be lost', async () => {
  const made = await buildGeneration(api.deps, ada, { images: 2 });
  const others = await buildGeneration(api.deps, eve);
  const [gone, kept] = made.assetIds;
  const body = { ids: [gone, ...others.assetIds] };
  const statements = await api.statementsOf(async () => {
    expect((await api.ask(ada, 'POST', '/api/assets/delete', body)).json).toEqual({ deleted: 1 });
  });
  expect(statements).toEqual(['SELECT now()', expect.stringMatching(/^UPDATE .*"assets"/)]);
  expect((await api.ask(ada, 'POST', '/api/assets/delete', body)).json).toEqual({ deleted: 0 });
  expect((await api.ask(ada, 'GET', `/api/assets/${gone}`)).status).toBe(404);
  expect((await api.ask(ada, 'GET', `/api/assets/${kept}`)).status).toBe(200);
  expect((await api.ask(eve, 'GET', `/api/assets/${idOf(others)}`)).status).toBe(200);
  const erase = api.deps.queues.all.find(({ name }) => name === 'erase');
  expect((await erase?.getJobs('waiting'))?.map(({ data }) => data)).toContainEqual({ generationId: made.id });
  // If the job had been lost:
  const overdue = async () =>
    (await findLost(api.deps)).of('erase').filter(({ generationId }) => generationId === made.id);
  const deletedAgo = (ms: number) =>
    api.deps.db.asset.update({ where: { id: gone ?? '' }, data: { deletedAt: new Date(Date.now() - ms) } });
  await deletedAgo(0);
  expect(await overdue()).toEqual([]);
  await deletedAgo(6000);
  expect(await overdue()).toEqual([{ generationId: made.id }]);
});

test('somebody else’s is answered exactly like what does not exist', async () => {
  const made = await buildGeneration(api.deps, ada);
  const { json: project } = await api.ask(ada, 'POST', '/api/projects', { name: 'Secret' });
  const routes = (assetId: string, projectId: string, generationId: string): Array<[string, string, unknown?]> => [
    ['GET', `/api/assets/${assetId}`],
    ['POST', `/api/generations/${generationId}/cancel`, {}],
    ['POST', '/api/assets/download', { ids: [assetId] }],
    ['POST', '/api/assets/move', { ids: [assetId], projectId }],
    ['PATCH', `/api/projects/${projectId}`, { name: 'Mine now' }],
    ['DELETE', `/api/projects/${projectId}`],
  ];
  const theirs = routes(idOf(made), project.id, made.id);
  const unknown = routes(randomUUID(), randomUUID(), randomUUID());
  for (const [index, [method, path, body]] of theirs.entries()) {
    const answer = await api.ask(eve, method, path, body);
    expect(answer).toMatchObject({ status: 404, json: { type: 'not_found' } });
    const [, otherPath, otherBody] = unknown[index] ?? ['', ''];
    expect(await api.ask(eve, method, otherPath, otherBody)).toEqual(answer);
    expect((await api.ask(undefined, method, path, body)).status).toBe(401);
  }
  expect((await api.ask(eve, 'GET', `/api/assets?project=${project.id}`)).json.items).toEqual([]);
  const projects = (await api.ask(ada, 'GET', '/api/projects')).json.items;
  expect(projects.map(({ name }: { name: string }) => name)).toContain('Secret');
  expect((await api.ask(ada, 'GET', `/api/assets/${idOf(made)}`)).status).toBe(200);
});

test('the models and sizes are told to whoever asks', async () => {
  const { json } = await api.ask(undefined, 'GET', '/api/models');
  const { items, sizes } = contract.listModels.answer.parse(json);
  expect(items.find(({ name }) => name === 'rd-fast')?.isPixelArt).toBe(true);
  expect(items.find(({ name }) => name === 'flux-schnell')?.isPixelArt).toBe(false);
  expect(sizes).toContain('square');
});

test('a picture that no request made is listed, found, moved and deleted like any other', async () => {
  const user = await buildUser(api.deps);
  const upload = await buildOwnPicture(api.deps, user, { title: 'my own fox' });
  const larger = await buildOwnPicture(api.deps, user, { title: 'my own fox, larger', madeFrom: upload.id });
  expect(new Set(await idsOf(user, { q: 'own FOX' }))).toEqual(new Set([upload.id, larger.id]));
  expect(await idsOf(user, { q: 'larger' })).toEqual([larger.id]);
  expect(await idsOf(user, { model: 'flux-schnell' })).toEqual([]);
  expect(await idsOf(user, { platform: 'discord' })).toEqual([]);
  const { json: project } = await api.ask(user, 'POST', '/api/projects', { name: 'Own' });
  expect(
    (await api.ask(user, 'POST', '/api/assets/move', { ids: [upload.id], projectId: project.id })).json.moved,
  ).toBe(1);
  const { json: projects } = await api.ask(user, 'GET', '/api/projects');
  expect(projects.items).toMatchObject([{ assetCount: 1, covers: [{ isPixelArt: false }] }]);
  const about = async (id: string) => assetShape.parse((await api.ask(user, 'GET', `/api/assets/${id}`)).json);
  const unasked = { model: null, generationId: null, seed: null, size: null, price: 0, place: null, useAgain: null };
  expect(await about(upload.id)).toMatchObject({
    ...unasked,
    prompt: 'my own fox',
    source: 'upload',
    project: { name: 'Own' },
  });
  expect(await about(larger.id)).toMatchObject({ ...unasked, source: 'operation' });

  expect((await api.ask(user, 'POST', '/api/assets/delete', { ids: [upload.id] })).json).toEqual({ deleted: 1 });
  expect((await api.ask(user, 'GET', `/api/assets/${upload.id}`)).status).toBe(404);
  const erase = api.deps.queues.all.find(({ name }) => name === 'erase-own');
  expect((await erase?.getJobs('waiting'))?.map(({ data }) => data)).toEqual([{ assetId: upload.id }]);
  await api.deps.db
    .$executeRaw`UPDATE assets SET deleted_at = now() - interval '6 seconds' WHERE id = ${upload.id}::uuid`;
  expect((await findLost(api.deps)).of('erase-own')).toEqual([{ assetId: upload.id }]);
});

test('what a picture has besides is decided by its source, in the database', async () => {
  const user = await buildUser(api.deps);
  const { id } = await buildOwnPicture(api.deps, user, { title: 'an own fox' });
  const set = (sql: Prisma.Sql) => api.deps.db.$executeRaw`UPDATE assets SET ${sql} WHERE id = ${id}::uuid`;
  for (const wrong of [Prisma.sql`source = 'run'`, Prisma.sql`source = 'operation'`, Prisma.sql`operation = 'enlarge'`])
    await expect(set(wrong)).rejects.toThrow('assets_source');
});

test('a title is corrected by its owner; the words of a request stay', async () => {
  const [user, other] = [await buildUser(api.deps), await buildUser(api.deps)];
  const { id } = await buildOwnPicture(api.deps, user, { title: 'a fix knight' });
  const rename = (who: TestUser, asset: string, title: string) =>
    api.ask(who, 'PATCH', `/api/assets/${asset}`, { title });
  expect((await rename(user, id, ' a fox knight ')).status).toBe(204);
  expect((await api.ask(user, 'GET', `/api/assets/${id}`)).json.prompt).toBe('a fox knight');
  expect(await idsOf(user, { q: 'fix' })).toEqual([]);
  expect((await rename(user, id, '  ')).status).toBe(400);
  expect((await rename(other, id, 'mine')).status).toBe(404);
  const { assetIds } = await buildGeneration(api.deps, user, { prompt: 'an owl' });
  expect((await rename(user, assetIds[0] ?? '', 'a hare')).status).toBe(404);
});
