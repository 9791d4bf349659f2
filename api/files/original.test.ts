import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { originalLink } from '#core/assets/original-link.ts';
import { startTestApi, type TestApi } from '#test/api.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { buildUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { fileRoutes } from './routes.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi(await createTestDatabase(), (app, deps, readSession) =>
    app.use(fileRoutes(deps, readSession)),
  );
});
afterAll(() => api.close());

const bytes = randomBytes(300_000);
const pathOf = (link: string) => new URL(link).pathname + new URL(link).search;

test('a signed link is the original for whoever has it, for a day, until it is deleted', async () => {
  const ada = await buildUser(api.deps);
  const [id = '', other = ''] = (await buildGeneration(api.deps, ada, { images: 2 }, () => bytes)).assetIds;
  const get = (path: string) => api.fetch(undefined, path);
  const { config } = api.deps;

  const shown = await get(pathOf(originalLink(config, id)));
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(bytes);
  // A chat shows it on its own pages.
  expect(shown.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(shown.headers.get('content-disposition')).toBeNull();
  const saved = await get(pathOf(originalLink(config, id, { isDownload: true })));
  expect(saved.headers.get('content-disposition')).toMatch(/^attachment; filename=upixel-/);

  const small = await get(pathOf(originalLink(config, id, { small: 'webp' })));
  expect(small.headers.get('content-type')).toBe('image/webp');
  expect(Buffer.from(await small.arrayBuffer()).length).toBeLessThan(bytes.length);

  // No link to one is given out before it is there.
  expect((await get(pathOf(originalLink(config, id, { small: 'png' })))).status).toBe(404);

  const late = new Date(Date.now() - 24 * 60 * 60_000 - 5_000);
  const over = await get(pathOf(originalLink(config, id, { now: late })));
  expect([over.status, ((await over.json()) as { type: string }).type]).toEqual([410, 'expired_download']);
  for (const path of [
    pathOf(originalLink(config, id)).replace(id, other),
    pathOf(originalLink(config, id)).replace(/expires=\d/, 'expires=9'),
    `/files/originals/${id}`,
    '/files/originals/x?expires=1&signature=y',
  ])
    expect((await get(path)).status, path).toBe(404);

  await api.deps.db.asset.update({ where: { id }, data: { deletedAt: new Date() } });
  expect((await get(pathOf(originalLink(config, id)))).status).toBe(404);
});

const picture = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#336699' } })
    .png()
    .toBuffer();

test('an image is converted for whoever downloads it, and nothing is kept of the copy', async () => {
  const [ada, eve] = [await buildUser(api.deps), await buildUser(api.deps)];
  const png = await picture();
  const [id = ''] = (await buildGeneration(api.deps, ada, { prompt: 'a fox' }, () => png)).assetIds;
  const get = (as: string, who = ada) => api.fetch(who, `/files/assets/${id}/image?as=${as}&download`);
  for (const [as, ending] of [
    ['webp', 'webp'],
    ['jpeg', 'jpg'],
  ] as const) {
    const answer = await get(as);
    expect(answer.headers.get('content-type')).toBe(`image/${as}`);
    expect(answer.headers.get('content-disposition')).toContain(`a-fox-1.${ending}`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const copy = sharp(Buffer.from(await answer.arrayBuffer()));
    expect(await copy.metadata()).toMatchObject({ format: as, width: 40, height: 30 });
  }
  // As it is: byte by byte.
  expect(Buffer.from(await (await get('png')).arrayBuffer())).toEqual(png);
  expect((await get('gif')).status).toBe(404);
  expect((await get('webp', eve)).status).toBe(404);
  expect((await api.fetch(undefined, `/files/assets/${id}/image?as=webp`)).status).toBe(401);
  expect(await api.deps.storage.list('assets/', { after: '', most: 100 })).not.toContainEqual(
    expect.objectContaining({ key: expect.stringMatching(/\.jpg$/) }),
  );
});

test('what cannot be converted, or not now, is refused in words; as it was made it can be had', async () => {
  const ada = await buildUser(api.deps);
  const [broken = ''] = (await buildGeneration(api.deps, ada, {}, () => bytes)).assetIds;
  const refused = await api.fetch(ada, `/files/assets/${broken}/image?as=webp`);
  expect([refused.status, await refused.json()]).toMatchObject([409, { type: 'cannot_convert' }]);

  const png = await picture();
  const [id = ''] = (await buildGeneration(api.deps, ada, {}, () => png)).assetIds;
  const many = await Promise.all(Array.from({ length: 8 }, () => api.fetch(ada, `/files/assets/${id}/image?as=webp`)));
  const statuses = many.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(4);
  expect(statuses.every((status) => [200, 429].includes(status))).toBe(true);
  await Promise.all(many.map((answer) => answer.arrayBuffer()));

  await api.deps.db.asset.update({ where: { id }, data: { byteLength: 90_000_000 } });
  const large = await api.fetch(ada, `/files/assets/${id}/image?as=webp`);
  expect([large.status, await large.json()]).toMatchObject([409, { title: 'This image is too large to convert' }]);
});
