import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { originalLink } from '#core/assets/original-link.ts';
import { layoutOfKind } from '#core/models/animation-kinds.ts';
import { readGif } from '#core/pixel/formats/gif/read-gif.ts';
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

const square = { width: 48, height: 48 };
const size = { width: 192, height: 192 };

/** A sheet of 16 frames, each of a colour of its own, or with a pixel of it half transparent. */
const sheet = (alpha = 255) => {
  const data = Buffer.alloc(192 * 192 * 4);
  for (let at = 0; at < 192 * 192; at += 1) {
    const frame = Math.floor(at / 192 / 48) * 4 + Math.floor((at % 192) / 48);
    data.set([frame * 16, 80, 255 - frame * 16, at === 0 ? alpha : 255], at * 4);
  }
  return sharp(data, { raw: { ...size, channels: 4 } })
    .png()
    .toBuffer();
};

async function animation(ada: Awaited<ReturnType<typeof buildUser>>, file: Buffer): Promise<string> {
  const [id = ''] = (await buildGeneration(api.deps, ada, { prompt: 'a fox' }, () => file)).assetIds;
  const layout = layoutOfKind('four_angle_walking', square, size);
  await api.deps.db.asset.update({ where: { id }, data: { ...size, ...(layout ? { layout } : {}) } });
  return id;
}

test('frames are looked at as a GIF, and downloaded as what programs take, by their owner alone', async () => {
  const [ada, eve] = [await buildUser(api.deps), await buildUser(api.deps)];
  const file = await sheet();
  const id = await animation(ada, file);
  const path = `/files/assets/${id}/moving`;
  const bytesOf = async (query: string) => {
    const answer = await api.fetch(ada, `${path}${query}`);
    expect(answer.status, query).toBe(200);
    return { type: answer.headers.get('content-type'), bytes: Buffer.from(await answer.arrayBuffer()), answer };
  };

  const shown = await bytesOf('');
  const gif = readGif(shown.bytes);
  expect(gif).toMatchObject({ width: 288, height: 288 });
  expect(gif.frames.map(({ ms }) => ms)).toEqual(Array.from({ length: 16 }, () => 150));
  expect(shown.answer.headers.get('cache-control')).toContain('immutable');
  expect(readGif((await bytesOf('?as=gif')).bytes)).toMatchObject({ width: 48, height: 48 });
  for (const [as, type] of [
    ['apng', 'image/apng'],
    ['webp', 'image/webp'],
    ['aseprite', 'application/octet-stream'],
  ])
    expect((await bytesOf(`?as=${as}&download`)).type).toBe(type);
  const webp = await sharp((await bytesOf('?as=webp')).bytes, { animated: true }).metadata();
  expect(webp).toMatchObject({ pages: 16, pageHeight: 48, delay: Array.from({ length: 16 }, () => 150) });

  const zip = unzipSync((await bytesOf('?as=zip&download')).bytes);
  const [name = ''] = Object.keys(zip);
  expect(Object.keys(zip).map((each) => each.replace(name.replace('.png', ''), 'x'))).toEqual([
    ...['x.png', 'x.array.json', 'x.hash.json'],
  ]);
  expect(Buffer.from(zip[name] ?? []).equals(file)).toBe(true);
  const { frames, meta } = JSON.parse(Buffer.from(zip[name.replace('.png', '.array.json')] ?? []).toString());
  expect(frames[5]).toMatchObject({ frame: { x: 48, y: 48, w: 48, h: 48 }, duration: 150 });
  expect(meta.frameTags[1]).toMatchObject({ name: 'walk-right', from: 4, to: 7 });

  for (const query of ['', '?as=gif']) {
    expect((await api.fetch(eve, `${path}${query}`)).status).toBe(404);
    expect((await api.fetch(undefined, `${path}${query}`)).status).toBe(401);
  }
  expect((await api.fetch(ada, `${path}?as=mp4`)).status).toBe(404);
  // A chat fetches what it shows to one person alone.
  const link = new URL(originalLink(api.deps.config, id, { isMoving: true }));
  const linked = await api.fetch(undefined, link.pathname + link.search);
  expect(linked.headers.get('content-type')).toBe('image/gif');
  expect(linked.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
});

test('what does not move, or cannot be one file, is refused; and what is in the trash stays there', async () => {
  const ada = await buildUser(api.deps);
  const [still = ''] = (await buildGeneration(api.deps, ada, {}, await sheet().then((file) => () => file))).assetIds;
  expect((await api.fetch(ada, `/files/assets/${still}/moving`)).status).toBe(404);
  const half = await animation(ada, await sheet(128));
  const refused = await api.fetch(ada, `/files/assets/${half}/moving?as=gif`);
  expect([refused.status, await refused.json()]).toMatchObject([409, { type: 'cannot_convert' }]);
  const id = await animation(ada, await sheet());
  await api.deps.db.asset.update({ where: { id }, data: { trashedAt: new Date() } });
  expect((await api.fetch(ada, `/files/assets/${id}/moving`)).status).toBe(404);
});
