import { randomBytes } from 'node:crypto';
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

  const small = await get(pathOf(originalLink(config, id, { isSmall: true })));
  expect(small.headers.get('content-type')).toBe('image/webp');
  expect(Buffer.from(await small.arrayBuffer()).length).toBeLessThan(bytes.length);

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
