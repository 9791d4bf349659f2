import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hidePictures } from '#core/abuse/hide.ts';
import { recolouring as recolouringShape } from '#core/contract/pages/recolourings.ts';
import { projectJobs } from '#core/jobs/project-jobs.ts';
import { readPng } from '#core/pixel/formats/png/read-png.ts';
import { writePng } from '#core/pixel/formats/png/write-png.ts';
import { mostCopiesInADay } from '#core/projects/recolouring/limits.ts';
import { startTestApi, type TestApi } from '#test/api.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { buildUser, type TestUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { recolour } from '../../worker/handlers/recolour.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi(await createTestDatabase());
});
afterAll(() => api.close());

const sprite = (colours: number[]) =>
  Buffer.from(writePng({ width: 2, height: 1, indices: Uint8Array.of(0, 1), colours }));
const swap = [
  { from: '#ff0000', to: '#ffffff' },
  { from: '#00ff00', to: '#112233' },
];

/** An account with a project of pictures, each with colours of its own. */
async function begun(pictures: Buffer[]) {
  const user = await buildUser(api.deps);
  const { json: project } = await api.ask(user, 'POST', '/api/projects', {
    name: 'Icons',
    defaults: { style: 'flat' },
  });
  const shape = { prompt: 'an icon', model: 'retro-diffusion/rd-fast', projectId: project.id, images: pictures.length };
  const { assetIds, id: generationId } = await buildGeneration(api.deps, user, shape, (at) => ({
    ...{ bytes: pictures[at] ?? Buffer.alloc(0), width: 2, height: 1 },
  }));
  const body = { name: 'Icons, dark', paletteId: null, assetIds, swap, requestKey: randomUUID() };
  const ask = (more: object = {}, who: TestUser = user) =>
    api.ask(who, 'POST', `/api/projects/${project.id}/recolour`, { ...body, ...more });
  return { user, project, assetIds, generationId, body, ask, recolouringId: body.requestKey };
}
const work = (recolouringId: string) => recolour(api.deps, { recolouringId });
const copiesOf = (recolouringId: string) =>
  api.deps.db.asset.findMany({ where: { recolouringId, deletedAt: null }, orderBy: { createdAt: 'asc' } });
const row = (id: string) => api.deps.db.recolouring.findUniqueOrThrow({ where: { id } });

test('a project’s pictures are copied in other colours into a new one with the same defaults, and taken back at once', async () => {
  const photo = sprite([0x123456, 0x654321]);
  const { user, project, assetIds, ask, recolouringId } = await begun([
    ...[sprite([0xff0000, 0x00ff00]), photo, sprite([0x00ff00, 0x0000ff]), Buffer.from('no picture')],
  ]);
  const { status, json } = await ask();
  expect(status).toBe(200);
  expect(recolouringShape.parse(json)).toMatchObject({ total: 4, done: 0, made: 0, finishedAt: null });
  // The answer was lost: the same once more.
  expect((await ask()).json.id).toBe(json.id);
  expect((await ask({ requestKey: randomUUID(), name: 'Another' })).json.type).toBe('recolouring_under_way');

  expect(await work(recolouringId)).toBeUndefined();
  await work(recolouringId);
  const copies = await copiesOf(recolouringId);
  expect(copies.map(({ parentId }) => parentId)).toEqual([assetIds[0], assetIds[2]]);
  const colours = await Promise.all(
    copies.map(async ({ storageKey }) => readPng(await api.deps.storage.get(storageKey)).colours),
  );
  expect(colours).toEqual([
    [0xffffff, 0x112233],
    [0x112233, 0x0000ff],
  ]);
  const list = await api.ask(user, 'GET', `/api/projects/${project.id}/recolourings`);
  expect(list.json.items).toMatchObject([
    {
      ...{ total: 4, done: 4, made: 2, finishedAt: expect.any(String) },
      leftOut: [
        '1 image left out: none of these colours is in it.',
        '1 image left out: the file cannot be read whole.',
      ],
    },
  ]);
  const projects = await api.ask(user, 'GET', '/api/projects');
  expect(projects.json.items).toMatchObject([
    { name: 'Icons', assetCount: 4 },
    { name: 'Icons, dark', assetCount: 2, defaults: { style: 'flat' } },
  ]);

  expect((await api.ask(user, 'POST', `/api/recolourings/${recolouringId}/undo`)).json).toEqual({ deleted: 2 });
  expect((await api.ask(user, 'GET', '/api/projects')).json.items).toMatchObject([{ name: 'Icons', assetCount: 4 }]);
  expect(await copiesOf(recolouringId)).toEqual([]);
  expect((await api.ask(user, 'GET', `/api/projects/${project.id}/recolourings`)).json.items).toEqual([]);
});

test('two workers, and a crash between two pictures, make each copy once', async () => {
  const { ask, recolouringId } = await begun(Array.from({ length: 6 }, () => sprite([0xff0000, 0x00ff00])));
  await ask();
  await Promise.all([work(recolouringId), work(recolouringId), work(recolouringId)]);
  expect(await copiesOf(recolouringId)).toHaveLength(6);
  expect(await row(recolouringId)).toMatchObject({ done: 6, made: 6, finishedAt: expect.any(Date) });
});

test('what is taken back meanwhile makes no more copies', async () => {
  const { user, ask, recolouringId } = await begun(Array.from({ length: 30 }, () => sprite([0xff0000, 0x00ff00])));
  await ask();
  expect(await work(recolouringId)).toEqual({ againInMs: 0 });
  expect((await row(recolouringId)).made).toBe(20);
  await api.ask(user, 'POST', `/api/recolourings/${recolouringId}/undo`);
  await work(recolouringId);
  expect(await copiesOf(recolouringId)).toEqual([]);
  expect((await row(recolouringId)).made).toBe(20);
});

test('whoever is about to be erased gets no more copies, and the rest if they stay', async () => {
  const { user, ask, recolouringId } = await begun([sprite([0xff0000, 0x00ff00])]);
  await ask();
  const due = (deletionDueAt: Date | null) =>
    api.deps.db.user.update({ where: { id: user.userId }, data: { deletionDueAt } });
  const { recover } = projectJobs.recolour;
  const open = () => api.deps.db.$queryRaw(recover.find);
  await api.deps.db.recolouring.update({ where: { id: recolouringId }, data: { workedAt: new Date(0) } });
  await due(new Date());
  expect(await work(recolouringId)).toBeUndefined();
  expect([await copiesOf(recolouringId), await open()]).toEqual([[], []]);
  await due(null);
  expect(await open()).toEqual([{ recolouringId }]);
  await work(recolouringId);
  expect(await copiesOf(recolouringId)).toHaveLength(1);
});

test('nothing else in the project of the copies is lost', async () => {
  const { user, ask, recolouringId } = await begun([sprite([0xff0000, 0x00ff00])]);
  await ask();
  await work(recolouringId);
  const { toProjectId } = await row(recolouringId);
  await buildGeneration(api.deps, user, { projectId: toProjectId });
  await api.ask(user, 'POST', `/api/recolourings/${recolouringId}/undo`);
  expect((await api.ask(user, 'GET', '/api/projects')).json.items).toMatchObject([
    { name: 'Icons' },
    { name: 'Icons, dark', assetCount: 1 },
  ]);
});

test('a limit a day, and only pictures that are there', async () => {
  const { user, ask, assetIds, recolouringId } = await begun([sprite([0xff0000, 0x00ff00])]);
  expect((await ask({ assetIds: [randomUUID()] })).status).toBe(404);
  await ask();
  await work(recolouringId);
  await api.deps.db.asset.createMany({
    data: Array.from({ length: mostCopiesInADay - 1 }, (_, at) => ({
      ...{ id: randomUUID(), userId: user.userId, source: 'operation' as const, operation: 'recolour', recolouringId },
      ...{ storageKey: `assets/own/${at}`, thumbnailKey: `assets/own/${at}t`, contentType: 'image/png', sha256: '' },
      ...{ width: 1, height: 1, byteLength: 1 },
    })),
  });
  const again = { requestKey: randomUUID(), name: 'More' };
  expect((await ask(again)).json.type).toBe('too_much');
  // One at a time is not counted among them.
  const one = await api.ask(user, 'POST', `/api/assets/${assetIds[0]}/recolour`, { swap });
  expect(one.status).toBe(200);
});

test('what an operator hides is hidden in all colours, and so is what was enlarged of it', async () => {
  const { user, ask, assetIds, generationId, recolouringId } = await begun([sprite([0xff0000, 0x00ff00])]);
  await ask();
  await work(recolouringId);
  const [copy] = await copiesOf(recolouringId);
  const other = await api.ask(user, 'POST', `/api/assets/${copy?.id}/recolour`, {
    swap: [{ from: '#ffffff', to: '#000000' }],
  });
  const large = await buildGeneration(api.deps, user, { prompt: 'an icon' });
  const drawn = await buildGeneration(api.deps, user, { prompt: 'another icon' });
  const from = (id: string, tool: string) =>
    api.deps.db.generation.update({ where: { id }, data: { tool, sourceAssetId: copy?.id ?? '' } });
  await from(large.id, 'upscale');
  await from(drawn.id, 'vary');
  const ids = [assetIds[0], copy?.id, other.json.id, ...large.assetIds];
  const hidden = async () => {
    const rows = await api.deps.db.asset.findMany({ where: { hiddenAt: { not: null }, userId: user.userId } });
    return rows.map(({ id }) => id).sort();
  };
  await hidePictures(api.deps, generationId);
  expect(await hidden()).toEqual(ids.toSorted());
  expect((await api.ask(user, 'GET', `/api/assets/${other.json.id}`)).status).toBe(404);
  // Nor is there another one, of any of them.
  expect((await api.ask(user, 'POST', `/api/assets/${copy?.id}/recolour`, { swap })).status).toBe(404);
});
