import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { palette as paletteShape } from '#core/contract/pages/palettes.ts';
import { asset as assetShape } from '#core/contract/pages/shapes.ts';
import { maxPalettes } from '#core/palettes/limits.ts';
import { readPng } from '#core/pixel/formats/png/read-png.ts';
import { findProjectByName } from '#core/projects/find-project.ts';
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

const colours = ['#1a1c2c', '#5d275d', '#1a1c2c'];
const keep = (who: TestUser, body: object) => api.ask(who, 'POST', '/api/palettes', body);
const list = async (who: TestUser) => (await api.ask(who, 'GET', '/api/palettes')).json.items;

test('a palette is kept, renamed and deleted, and nobody else has it', async () => {
  const grace = await buildUser(api.deps);
  const { status, json } = await keep(ada, {
    name: ' Dusk\t',
    colours: ['#1A1C2C', ...colours.slice(1)],
    names: ['ink', '', 'ink'],
  });
  expect(status).toBe(200);
  const kept = paletteShape.parse(json);
  expect(kept).toMatchObject({ name: 'Dusk', colours, names: ['ink', '', 'ink'], projects: 0 });
  await keep(ada, { name: 'ash', colours: ['#ffffff'] });
  expect((await list(ada)).map(({ name }: { name: string }) => name)).toEqual(['ash', 'Dusk']);

  expect((await keep(ada, { name: 'DUSK', colours })).json.type).toBe('name_taken');
  expect((await keep(grace, { name: 'Dusk', colours })).status).toBe(200);
  const rename = (who: TestUser, name: string) => api.ask(who, 'PATCH', `/api/palettes/${kept.id}`, { name });
  expect((await rename(ada, 'Ash')).json.type).toBe('name_taken');
  expect((await rename(ada, 'Night')).json).toMatchObject({ name: 'Night', colours });
  expect((await rename(grace, 'Mine')).status).toBe(404);
  expect((await api.ask(grace, 'DELETE', `/api/palettes/${kept.id}`)).status).toBe(404);
  expect((await api.ask(ada, 'DELETE', `/api/palettes/${kept.id}`)).status).toBe(204);
  expect(await list(ada)).toHaveLength(1);
});

test('what is no palette is refused with a sentence, and so is one too many', async () => {
  const user = await buildUser(api.deps);
  const many = Array.from({ length: 257 }, (_, index) => `#${index.toString(16).padStart(6, '0')}`);
  const wrong = async (body: object) => (await keep(user, { name: 'X', colours, ...body })).json.errors?.[0]?.message;
  expect(await wrong({ colours: [] })).toBe('There is no colour in it.');
  expect(await wrong({ colours: many })).toBe('At most 256 colours.');
  expect(await wrong({ colours: ['red'] })).toBe('Write the colour like #1a2b3c.');
  expect(await wrong({ names: ['one'] })).toBe('As many names as colours, or none.');
  expect(await wrong({ name: ' ' })).toBe('Give the palette a name.');
  await api.deps.db.palette.createMany({
    data: Array.from({ length: maxPalettes - 1 }, () => ({ userId: user.userId, colours: [0] })),
  });
  expect((await keep(user, { name: 'The last one', colours: many.slice(1) })).json.colours).toHaveLength(256);
  expect((await keep(user, { name: 'One more', colours })).json.type).toBe('too_many_palettes');
});

test('a project is locked to a palette of its owner’s, until that is deleted', async () => {
  const user = await buildUser(api.deps);
  const { id } = (await keep(user, { name: 'Dusk', colours })).json;
  const { json: project } = await api.ask(user, 'POST', '/api/projects', {
    name: 'Icons',
    defaults: { paletteId: id },
  });
  expect(project.defaults.paletteId).toBe(id);
  expect(await list(user)).toMatchObject([{ projects: 1 }]);
  expect((await findProjectByName(api.deps, user.userId, 'icons'))?.palette).toEqual([0x1a1c2c, 0x5d275d, 0x1a1c2c]);
  const hers = (await keep(ada, { name: 'Hers', colours })).json.id;
  const lock = (paletteId: string | null) =>
    api.ask(user, 'PATCH', `/api/projects/${project.id}`, { defaults: { paletteId } });
  expect((await lock(hers)).status).toBe(404);
  expect((await lock(null)).json.defaults.paletteId).toBeNull();
  expect((await lock(id)).json.defaults.paletteId).toBe(id);
  await api.ask(user, 'DELETE', `/api/palettes/${id}`);
  expect((await api.ask(user, 'GET', '/api/projects')).json.items).toMatchObject([{ defaults: { paletteId: null } }]);
  expect((await findProjectByName(api.deps, user.userId, 'icons'))?.palette).toBeNull();
});

/** Rows of pixels, each `RRGGBBAA`. */
const png = (rows: string[][]) =>
  sharp(Buffer.from(rows.flat().join(''), 'hex'), {
    raw: { width: rows[0]?.length ?? 0, height: rows.length, channels: 4 },
  })
    .png()
    .toBuffer();

test('an image in other colours is a new one, beside the first', async () => {
  const user = await buildUser(api.deps);
  const bytes = await png([
    ['ff0000ff', '00ff00ff'],
    ['0000ffff', 'ff000000'],
  ]);
  const { json: project } = await api.ask(user, 'POST', '/api/projects', { name: 'Foxes' });
  const shape = { prompt: 'a red fox', model: 'retro-diffusion/rd-fast', projectId: project.id };
  const { assetIds } = await buildGeneration(api.deps, user, shape, () => ({ bytes, width: 2, height: 2 }));
  const recolour = (who: TestUser, swap: object[], id = assetIds[0]) =>
    api.ask(who, 'POST', `/api/assets/${id}/recolour`, { swap });
  const { status, json } = await recolour(user, [
    { from: '#FF0000', to: '#ffffff' },
    { from: '#00ff00', to: '#000000' },
  ]);
  expect(status).toBe(200);
  const about = async (id: string) => assetShape.parse((await api.ask(user, 'GET', `/api/assets/${id}`)).json);
  expect(await about(json.id)).toMatchObject({
    ...{ prompt: 'a red fox', source: 'operation', fileType: 'png', width: 2, height: 2, isPixelArt: true, price: 0 },
    ...{ madeFrom: { id: assetIds[0] }, project: { name: 'Foxes' } },
  });
  expect((await about(assetIds[0] ?? '')).madeInto).toMatchObject([{ id: json.id }]);
  const { storageKey } = await api.deps.db.asset.findUniqueOrThrow({ where: { id: json.id } });
  const raw = await sharp(await api.deps.storage.get(storageKey))
    .raw()
    .toBuffer();
  expect(raw.toString('hex')).toBe(['ffffffff', '000000ff', '0000ffff', '00000000'].join(''));

  expect((await recolour(user, [{ from: '#123456', to: '#ffffff' }])).json.type).toBe('cannot_recolour');
  expect((await recolour(user, [{ from: '#0000ff', to: '#0000ff' }])).json.type).toBe('cannot_recolour');
  expect((await recolour(ada, [{ from: '#ff0000', to: '#ffffff' }])).status).toBe(404);
  // Again and back: what was swapped one to one is the same picture once more.
  const back = await recolour(
    user,
    [
      { from: '#ffffff', to: '#ff0000' },
      { from: '#000000', to: '#00ff00' },
    ],
    json.id,
  );
  const again = await api.deps.db.asset.findUniqueOrThrow({ where: { id: back.json.id } });
  expect(
    (
      await sharp(await api.deps.storage.get(again.storageKey))
        .raw()
        .toBuffer()
    ).toString('hex'),
  ).toBe(['ff0000ff', '00ff00ff', '0000ffff', '00000000'].join(''));
});

test('a photograph keeps its colours, and nobody fills the store within an hour', async () => {
  const user = await buildUser(api.deps);
  const many = Array.from({ length: 20 }, (_, y) =>
    Array.from(
      { length: 20 },
      (_, x) => `${(x * 12).toString(16).padStart(2, '0')}${(y * 12).toString(16).padStart(2, '0')}00ff`,
    ),
  );
  const bytes = await png(many);
  const { assetIds } = await buildGeneration(api.deps, user, {}, () => ({ bytes, width: 20, height: 20 }));
  const recolour = () =>
    api.ask(user, 'POST', `/api/assets/${assetIds[0]}/recolour`, { swap: [{ from: '#000000', to: '#ffffff' }] });
  expect((await recolour()).json).toMatchObject({
    type: 'cannot_recolour',
    detail: expect.stringContaining('more than 256 colours'),
  });
  await api.deps.db.asset.createMany({
    data: Array.from({ length: 60 }, (_, index) => ({
      ...{ id: crypto.randomUUID(), userId: user.userId, source: 'operation' as const, operation: 'recolour' },
      ...{
        storageKey: `assets/own/${index}`,
        thumbnailKey: `assets/own/${index}t`,
        contentType: 'image/png',
        sha256: '',
      },
      ...{ width: 1, height: 1, byteLength: 1 },
    })),
  });
  expect((await recolour()).json.type).toBe('too_much');
});

test('an image in fewer colours is a new one: to a palette in its order, with a pattern, or to a number', async () => {
  const user = await buildUser(api.deps);
  const grey = (value: number) => `${value.toString(16).padStart(2, '0').repeat(3)}ff`;
  const bytes = await png(Array.from({ length: 16 }, () => Array.from({ length: 16 }, (_, x) => grey(x * 16 + 8))));
  const { assetIds } = await buildGeneration(api.deps, user, {}, () => ({ bytes, width: 16, height: 16 }));
  const reduce = (body: object, who: TestUser = user) =>
    api.ask(who, 'POST', `/api/assets/${assetIds[0]}/reduce`, { dither: 'none', ...body });
  const fileOf = async ({ json }: { json: { id: string } }) => {
    const { storageKey } = await api.deps.db.asset.findUniqueOrThrow({ where: { id: json.id } });
    return readPng(await api.deps.storage.get(storageKey));
  };
  const to = { colours: ['#ffffff', '#000000', '#123456'] };
  const flat = await fileOf(await reduce({ to }));
  expect(flat.colours).toEqual([0xffffff, 0x000000, 0x123456]);
  const mixed = await fileOf(await reduce({ to, dither: 'bayer4' }));
  expect(mixed.indices).not.toEqual(flat.indices);
  expect(await fileOf(await reduce({ to, dither: 'bayer4', strength: 0 }))).toEqual(flat);
  const four = await reduce({ to: { count: 4 } });
  expect((await fileOf(four)).colours).toHaveLength(4);
  const about = assetShape.parse((await api.ask(user, 'GET', `/api/assets/${four.json.id}`)).json);
  expect(about).toMatchObject({
    source: 'operation',
    madeFrom: { id: assetIds[0] },
    isPixelArt: true,
    fileType: 'png',
  });
  expect((await reduce({ to: { count: 16 } })).json.type).toBe('cannot_reduce');
  expect((await reduce({ to }, ada)).status).toBe(404);
});
