import { afterAll, beforeAll, expect, test } from 'vitest';
import { asset as assetShape } from '#core/contract/pages/shapes.ts';
import { startTestApi, type TestApi } from '#test/api.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { buildOwnPicture } from '#test/builders/own-picture.ts';
import { buildUser, type TestUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';

let api: TestApi;
let ada: TestUser;
beforeAll(async () => {
  api = await startTestApi(await createTestDatabase());
  ada = await buildUser(api.deps);
});
afterAll(() => api.close());

const about = async (id: string | undefined) => assetShape.parse((await api.ask(ada, 'GET', `/api/assets/${id}`)).json);
const idsOf = (assets: ReadonlyArray<{ id: string }>) => assets.map(({ id }) => id);

test('an image comes with those of its request, in their order, and all of it in one statement', async () => {
  const { id, assetIds } = await buildGeneration(api.deps, ada, { images: 4 });
  await buildGeneration(api.deps, ada, { images: 2 });
  const statements = await api.statementsOf(async () => {
    expect(idsOf((await about(assetIds[2])).siblings)).toEqual(assetIds);
  });
  expect(statements).toHaveLength(1);
  await api.deps.db.asset.update({ where: { id: assetIds[1] ?? '' }, data: { deletedAt: new Date() } });
  // Somebody else’s by a mistake of ours: not shown either.
  const eve = await buildUser(api.deps);
  await api.deps.db.asset.update({ where: { id: assetIds[3] ?? '' }, data: { userId: eve.userId } });
  expect(idsOf((await about(assetIds[0])).siblings)).toEqual([assetIds[0], assetIds[2]]);
  expect(id).toBe((await about(assetIds[0])).generationId);
});

test('what it was made from and what was made from it lead to each other, as long as they are there', async () => {
  const [first = ''] = (await buildGeneration(api.deps, ada)).assetIds;
  const larger = await buildGeneration(api.deps, ada, { createdAt: new Date(Date.now() + 1000) });
  await api.deps.db.generation.update({
    where: { id: larger.id },
    data: { tool: 'upscale', sourceAssetId: first, inputImageKey: 'references/x.png' },
  });
  expect(idsOf((await about(first)).madeInto)).toEqual(larger.assetIds);
  expect(await about(larger.assetIds[0])).toMatchObject({
    tool: 'upscale',
    madeFrom: { id: first },
    hasReference: true,
  });
  await api.ask(ada, 'POST', '/api/assets/delete', { ids: [first] });
  expect(await about(larger.assetIds[0])).toMatchObject({ tool: 'upscale', madeFrom: null });
});

test('the recipe says what should not be in it and how much was changed, and the file what it is', async () => {
  const { id, assetIds } = await buildGeneration(api.deps, ada);
  await api.deps.db.generation.update({ where: { id }, data: { negativePrompt: 'rain', strength: 0.6 } });
  const { sha256 } = await api.deps.db.asset.findFirstOrThrow({ where: { generationId: id } });
  expect(await about(assetIds[0])).toMatchObject({
    negativePrompt: 'rain',
    strength: 0.6,
    fileType: 'png',
    sha256,
    isMarked: true,
  });
  const own = await buildOwnPicture(api.deps, ada, { title: 'my own fox' });
  expect(await about(own.id)).toMatchObject({ siblings: [], madeFrom: null, isMarked: false, negativePrompt: '' });
});
