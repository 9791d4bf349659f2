import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ExportWish, exportLink } from '#core/assets/export/export-link.ts';
import { makeExport } from '#core/assets/export/make-export.ts';
import { readProvenance, trainedAlgorithmicMedia } from '#core/images/provenance.ts';
import { readAseprite } from '#core/pixel/formats/aseprite/read-aseprite.ts';
import { readPng } from '#core/pixel/formats/png/read-png.ts';
import { readSheet } from '#core/pixel/formats/sheet/read-sheet.ts';
import { pixelsFrom } from '#core/pixel/indexed.ts';
import type { IndexedPicture } from '#core/pixel/picture.ts';
import { startTestApi, type TestApi } from '#test/api.ts';
import { buildArt, disc, walkLayout, walkSheet } from '#test/builders/exported.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { buildUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { unzip } from '#test/unzip.ts';
import { artRoutes } from './art-routes.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi(await createTestDatabase(), (app, deps) => app.use(artRoutes(deps)));
});
afterAll(() => api.close());

const pathOf = (url: string) => new URL(url).pathname + new URL(url).search;
/** Without a session, as a guest of a chat has none. */
async function fetchZip(url: string): Promise<Buffer> {
  const response = await api.fetch(undefined, pathOf(url));
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/zip']);
  return Buffer.from(await response.arrayBuffer());
}

test('an animation goes to Godot with its frames, times, tags, palette and how it was made; again with the same bytes', async () => {
  const ada = await buildUser(api.deps);
  const [id = ''] = await buildArt(api.deps, ada, [walkSheet()], {
    layout: walkLayout,
    model: 'retro-diffusion/rd-fast',
  });
  const { status, json } = await api.ask(ada, 'POST', '/api/assets/export', { ids: [id], engine: 'godot' });
  expect(status).toBe(200);
  const [{ name }] = json.items;
  expect(name).toMatch(/^a-fox-knight-[0-9a-f]{6}$/);
  expect(json.items).toEqual([{ name, width: 24, height: 20, frames: 8, areTiles: false, colours: 4, factor: 1 }]);
  expect(json).toMatchObject({ filename: `${name}-godot.zip`, left: [], older: 0 });
  expect(json.steps[0]).toContain(`${name}.tres`);

  const zip = await fetchZip(json.url);
  expect(zip.length).toBe(json.byteLength);
  const files = unzip(zip);
  const at = (path: string) => files.get(`${name}/${path}`) ?? Buffer.alloc(0);
  const tagged = at(`${name}.tres`)
    .toString()
    .matchAll(/"name": &"(.*?)",/g);
  expect([...tagged].map(([, tag]) => tag)).toEqual(['walk-down', 'walk-left', 'walk-right', 'walk-up']);
  const read = readAseprite(at(`source/${name}.aseprite`));
  expect(read.frames.map(({ ms }) => ms)).toEqual(walkLayout.frames.map(({ ms }) => ms));
  const sheet = readPng(at(`source/${name}.png`));
  expect(readSheet(sheet, at(`source/${name}.hash.json`).toString()).tags).toEqual(walkLayout.tags);
  expect(JSON.parse((files.get('provenance.json') ?? '').toString())).toMatchObject([
    { file: `${name}/`, prompt: 'a fox knight', model: 'rd-fast', seed: 41 },
  ]);
  expect((files.get('LICENCE.txt') ?? '').toString()).toContain('yours, as far as the law gives anybody rights in it');
  // The law's mark is in each picture.
  for (const path of [`${name}.png`, `source/${name}.png`])
    expect(readProvenance(at(path))?.digitalSourceType).toBe(trainedAlgorithmicMedia);

  const again = (await api.ask(ada, 'POST', '/api/assets/export', { ids: [id], engine: 'godot' })).json;
  expect((await fetchZip(again.url)).equals(zip)).toBe(true);
  // With others it has the same files: a scene finds them.
  const [other = ''] = await buildArt(api.deps, ada, [disc(3)]);
  const both = (await api.ask(ada, 'POST', '/api/assets/export', { ids: [other, id], engine: 'godot' })).json;
  const more = unzip(await fetchZip(both.url));
  for (const [path, bytes] of files) if (path.startsWith(name)) expect(more.get(path)?.equals(bytes), path).toBe(true);
});

test('what is no pixel art is said, and left out as it is', async () => {
  const ada = await buildUser(api.deps);
  const noise = Buffer.from(
    Uint8Array.from({ length: 64 * 64 * 3 }, (_, at) => Math.imul(at + 1, 2_654_435_761) >>> 24),
  );
  const photo = await sharp(noise, { raw: { width: 64, height: 64, channels: 3 } })
    .png()
    .toBuffer();
  const soft = await sharp({
    create: { width: 8, height: 8, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0.5 } },
  })
    .png()
    .toBuffer();
  const broken = photo.subarray(0, photo.length >> 1);
  const shape = (bytes: Buffer) => ({ bytes, width: 64, height: 64 });
  const { assetIds } = await buildGeneration(api.deps, ada, { images: 3, prompt: 'a photograph' }, (at) =>
    shape([photo, soft, broken][at] ?? photo),
  );
  const [fox = ''] = await buildArt(api.deps, ada, [disc()]);
  const { json } = await api.ask(ada, 'POST', '/api/assets/export', { ids: [...assetIds, fox], engine: 'unity' });
  expect(json.items).toHaveLength(1);
  const why = new Map(json.left.map((each: { id: string; why: string }) => [each.id, each.why]));
  expect(assetIds.map((id) => why.get(id))).toEqual([
    expect.stringContaining('more than 256 colours'),
    expect.stringContaining('half transparent'),
    expect.stringContaining('cannot be read'),
  ]);
  expect(json.left.filter(({ isNoPixelArt }: { isNoPixelArt: boolean }) => isNoPixelArt)).toHaveLength(2);
  const alone = await api.ask(ada, 'POST', '/api/assets/export', { ids: assetIds.slice(0, 1), engine: 'unity' });
  expect([alone.status, alone.json.type, alone.json.title]).toEqual([409, 'cannot_export', 'Nothing for Unity']);
  const rpg = await api.ask(ada, 'POST', '/api/assets/export', { ids: [fox], engine: 'rpgmaker' });
  expect(rpg.json.detail).toContain('this has none that goes down');
});

test('what is meant and is not in the gallery is said, of pictures and by programs', async () => {
  const [ada, eve] = [await buildUser(api.deps), await buildUser(api.deps)];
  const [fox = '', trashed = ''] = await buildArt(api.deps, ada, [disc(), disc(3)]);
  const [hers = ''] = await buildArt(api.deps, eve, [disc(5)]);
  await api.ask(ada, 'POST', '/api/assets/trash', { ids: [trashed] });
  const { json } = await api.ask(ada, 'POST', '/api/assets/export', {
    ids: [fox, trashed, hers, fox],
    engine: 'godot',
  });
  expect(json.items).toHaveLength(1);
  const why = expect.stringContaining('not in your gallery');
  const left = [
    { id: trashed, prompt: 'An image', why, isNoPixelArt: false },
    { id: hers, prompt: 'An image', why, isNoPixelArt: false },
  ];
  expect(json.left).toEqual(left);
  expect((await fetchZip(json.url)).length).toBe(json.byteLength);
});

test('an enlargement is exported at its own size, which is said; frames of GIF and WebP are read one by one', async () => {
  const ada = await buildUser(api.deps);
  const small = disc();
  const large = await sharp(rawOf(small), { raw: { width: 24, height: 20, channels: 4 } })
    .resize(24 * 20, 20 * 20, { kernel: 'nearest' })
    .png()
    .toBuffer();
  const frames = [disc(6), disc(9), disc(9)];
  const joined = await sharp(Buffer.concat(frames.map(rawOf)), {
    raw: { width: 24, height: 60, channels: 4, pageHeight: 20 },
  })
    .gif({ delay: [70, 120, 200], keepDuplicateFrames: true, interPaletteMaxError: 0, dither: 0 })
    .toBuffer();
  const { assetIds } = await buildGeneration(api.deps, ada, { images: 2, prompt: 'a disc' }, (at) =>
    at === 0 ? { bytes: large, width: 480, height: 400 } : { bytes: joined, width: 24, height: 20 },
  );
  await api.deps.db.asset.update({ where: { id: assetIds[1] ?? '' }, data: { contentType: 'image/gif' } });
  const { json } = await api.ask(ada, 'POST', '/api/assets/export', { ids: assetIds, engine: 'aseprite' });
  expect(json.items).toMatchObject([
    { width: 24, height: 20, frames: 1, factor: 20 },
    { width: 24, height: 20, frames: 3, factor: 1 },
  ]);
  const files = unzip(await fetchZip(json.url));
  const [, { name }] = json.items;
  const read = readAseprite(files.get(`${name}/${name}.aseprite`) ?? Buffer.alloc(0));
  expect(read.frames.map(({ ms }) => ms)).toEqual([70, 120, 200]);
});

test('several images lie in one sheet, and those of a project are exported together', async () => {
  const ada = await buildUser(api.deps);
  const { json: project } = await api.ask(ada, 'POST', '/api/projects', { name: 'Foxes' });
  await buildArt(api.deps, ada, [disc(5), disc(9), disc(12)], { projectId: project.id });
  const sheet = { columns: 3, padding: 2, extrude: 0 };
  const { json } = await api.ask(ada, 'POST', '/api/assets/export', { projectId: project.id, engine: 'tiled', sheet });
  expect(json.items).toMatchObject([{ name: expect.stringMatching(/^sheet-/), frames: 3 }]);
  const { name } = json.items[0];
  const files = unzip(await fetchZip(json.url));
  expect((files.get(`${name}/${name}.tsx`) ?? '').toString()).toContain(
    'spacing="2" margin="0" tilecount="3" columns="3"',
  );
  expect(readPng(files.get(`${name}/${name}.png`) ?? Buffer.alloc(0))).toMatchObject({ width: 3 * 24 + 4, height: 20 });
  // One image more, and the engine still knows the sheet.
  await buildArt(api.deps, ada, [disc(7)], { projectId: project.id });
  const later = await api.ask(ada, 'POST', '/api/assets/export', { projectId: project.id, engine: 'tiled', sheet });
  expect(later.json.items).toMatchObject([{ name, frames: 4 }]);
});

test('a link is good for a day and for what it says, and shows nothing that was deleted', async () => {
  const ada = await buildUser(api.deps);
  const [id = '', other = ''] = await buildArt(api.deps, ada, [disc(), disc(4)]);
  const { config } = api.deps;
  const wish: ExportWish = { things: { kind: 'assets', ids: [id] }, engine: 'plain' };
  const good = exportLink(config, wish);
  const of = (url: string) => new URL(url).searchParams.get('of') ?? '';
  const changed = [
    good.replace(of(good), of(exportLink(config, { ...wish, things: { kind: 'assets', ids: [other] } }))),
    good.replace('engine=plain', 'engine=godot'),
    good.replace(/expires=\d/, 'expires=9'),
    `${good}&sheet=1-0-0`,
    `${config.publicUrl}/files/art?of=axx&engine=plain`,
  ];
  for (const url of changed) expect((await api.fetch(undefined, pathOf(url))).status, url).toBe(404);
  const late = exportLink(config, wish, new Date(Date.now() - 24 * 60 * 60_000 - 5_000));
  expect((await api.fetch(undefined, pathOf(late))).status).toBe(410);
  // A person who follows it reads why, and sees no JSON.
  const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8';
  const followed = await api.fetch(undefined, pathOf(late), { headers: { accept } });
  expect([followed.status, followed.headers.get('content-type')]).toEqual([410, 'text/html; charset=utf-8']);
  const words = await followed.text();
  for (const part of ['<h1>This link is over</h1>', 'Export them again']) expect(words).toContain(part);
  const asked = await api.fetch(undefined, pathOf(late), { headers: { accept: '*/*' } });
  expect(await asked.json()).toMatchObject({ type: 'expired_download' });
  // Discord's longest link.
  const twelve = exportLink(config, {
    things: { kind: 'assets', ids: Array(12).fill(id) },
    engine: 'minecraft',
    sheet: { columns: 100, padding: 64, extrude: 16 },
  });
  expect(twelve.length - config.publicUrl.length + 'https://upixel.example.com'.length).toBeLessThanOrEqual(512);
  await fetchZip(good);
  await api.deps.db.asset.update({ where: { id }, data: { trashedAt: new Date() } });
  expect((await api.fetch(undefined, pathOf(good))).status).toBe(409);
});

const rawOf = (picture: IndexedPicture) => {
  const { data } = pixelsFrom(picture);
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
};

test('an export is read in a thread, and what would be more than is in memory at once is left out with a sentence', async () => {
  await api.deps.pixelThreads.stop();
  const grace = await buildUser(api.deps);
  const ids = await buildArt(api.deps, grace, [disc(5), disc(12)]);
  const wish: ExportWish = { things: { kind: 'assets', ids }, engine: 'godot' };
  const { parts, left } = await makeExport(api.deps, wish, { mostPixels: 24 * 20 });
  expect([parts.length, left.map(({ why }) => why)]).toEqual([1, ['too_many']]);
  expect(api.deps.pixelThreads.running).toBeGreaterThan(0);
});
