import { randomBytes, randomUUID } from 'node:crypto';
import { readdir, readlink } from 'node:fs/promises';
import http from 'node:http';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { fileName } from '#core/assets/file-name.ts';
import { largeThumbnailOf } from '#core/assets/large-thumbnail.ts';
import { signZipLink } from '#core/assets/zip-link.ts';
import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import { startTestApi, type TestApi } from '#test/api.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { buildUser, type TestUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { fileRoutes } from './routes.ts';

let api: TestApi;
let ada: TestUser;
let eve: TestUser;
beforeAll(async () => {
  api = await startTestApi(await createTestDatabase(), (app, deps, readSession) =>
    app.use(fileRoutes(deps, readSession)),
  );
  ada = await buildUser(api.deps);
  eve = await buildUser(api.deps);
});
afterAll(() => api.close());

const bytes = randomBytes(300_000);
const createdAt = new Date('2026-11-24T10:00:00Z');
const build = (images = 1, prompt = 'A Füchs — knight/../x?') =>
  buildGeneration(api.deps, ada, { images, prompt, createdAt }, () => bytes);
const link = async (ids: string[], who = ada) => (await api.ask(who, 'POST', '/api/assets/download', { ids })).json;

test('a picture and its thumbnail come from the store, for its owner alone to keep for an hour', async () => {
  const [id] = (await build()).assetIds;
  const image = await api.fetch(ada, `/files/assets/${id}/image`);
  expect(Buffer.from(await image.arrayBuffer()).equals(bytes)).toBe(true);
  const row = await api.deps.db.asset.findUniqueOrThrow({ where: { id: id ?? '' } });
  expect(Object.fromEntries(image.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-length': '300000',
    'cache-control': 'private, max-age=3600, immutable',
    etag: `"${row.sha256}"`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(image.headers.get('content-disposition')).toBeNull();
  const thumbnail = await api.fetch(ada, `/files/assets/${id}/thumbnail`);
  expect(Buffer.from(await thumbnail.arrayBuffer())).toEqual(bytes.subarray(0, 8));
  expect(thumbnail.headers.get('content-type')).toBe('image/webp');
  expect(thumbnail.headers.get('etag')).toContain(id);

  const again = await api.fetch(ada, `/files/assets/${id}/image`, { headers: { 'if-none-match': `"${row.sha256}"` } });
  expect({ status: again.status, body: await again.text() }).toEqual({ status: 304, body: '' });
  const head = await api.fetch(ada, `/files/assets/${id}/image`, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length')]).toEqual([200, '300000']);
});

test('the larger thumbnail is made when it is first asked for, and kept; of a picture on a grid there is none', async () => {
  const photo = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#a04020' } })
    .png()
    .toBuffer();
  const { assetIds } = await buildGeneration(api.deps, ada, { images: 2 }, (position) =>
    position === 0 ? { bytes: photo, width: 1200, height: 800 } : { bytes, width: 64, height: 64 },
  );
  const [large = '', small = ''] = assetIds;
  const get = (id: string) => api.fetch(ada, `/files/assets/${id}/large-thumbnail`);
  const row = (id: string) => api.deps.db.asset.findUniqueOrThrow({ where: { id } });
  expect((await row(large)).largeThumbnailKey).toBeNull();
  const [first, beside] = await Promise.all([get(large), get(large)]);
  expect(await sharp(Buffer.from(await first.arrayBuffer())).metadata()).toMatchObject({
    ...{ format: 'webp', width: 640, height: 427 },
  });
  expect([first.headers.get('etag'), beside.headers.get('etag')]).toEqual(Array(2).fill(`"${large}-large-thumbnail"`));
  const { storageKey, largeThumbnailKey } = await row(large);
  // From now on it comes from the store, even if the picture could not be decoded.
  await api.deps.storage.put(storageKey, bytes, { contentType: 'image/png', owner: ada });
  expect((await get(large)).headers.get('content-type')).toBe('image/webp');

  const instead = await get(small);
  expect(Buffer.from(await instead.arrayBuffer())).toEqual(bytes.subarray(0, 8));
  expect(instead.headers.get('cache-control')).toBe('no-store');
  expect((await row(small)).largeThumbnailKey).toBeNull();

  // Deleted while it is being made: nothing stays.
  const key = largeThumbnailKey ?? '';
  await api.deps.storage.put(storageKey, photo, { contentType: 'image/png', owner: ada });
  await api.deps.db.asset.update({ where: { id: large }, data: { largeThumbnailKey: null, deletedAt: new Date() } });
  expect(await largeThumbnailOf(api.deps, { ...(await row(large)), owner: ada })).toBeUndefined();
  expect(await api.deps.storage.exists(key)).toBe(false);
});

test('a download is named after its words, in every script', async () => {
  const [id] = (await build()).assetIds;
  const response = await api.fetch(ada, `/files/assets/${id}/image?download`);
  expect(response.headers.get('content-type')).toBe('image/png');
  expect(response.headers.get('content-disposition')).toBe(
    'attachment; filename="upixel-2026-11-24-a-fuchs-knight-x-1.png"'.replaceAll('"', ''),
  );
  const named = (prompt: string) => fileName({ id: '', prompt, position: 1, createdAt, contentType: 'image/png' });
  expect(named('狐の騎士 ☃')).toBe('upixel-2026-11-24-狐の騎士-2.png');
  expect(named('--- a'.repeat(50))).toMatch(/^upixel-2026-11-24-a-a-[a-]{30,36}-2\.png$/);
});

test.each([
  ['image/jpeg', 'jpg'],
  ['image/webp', 'webp'],
  ['image/gif', 'gif'],
])(
  'a picture of type %s comes as what it is, with a name that says so, alone and in a zip',
  async (contentType, ending) => {
    const { assetIds } = await build(2, 'of a kind');
    await api.deps.db.asset.updateMany({ where: { id: { in: assetIds } }, data: { contentType } });
    const response = await api.fetch(ada, `/files/assets/${assetIds[0]}/image?download`);
    expect(response.headers.get('content-type')).toBe(contentType);
    expect(response.headers.get('content-disposition')).toContain(`upixel-2026-11-24-of-a-kind-1.${ending}`);
    await response.arrayBuffer();
    const zip = await api.fetch(ada, (await link(assetIds)).url);
    const entries = Buffer.from(await zip.arrayBuffer()).toString('latin1');
    for (const position of [1, 2]) expect(entries).toContain(`upixel-2026-11-24-of-a-kind-${position}.${ending}`);
  },
);

test('nobody else gets it: not another person, not who is signed out, not after it is deleted', async () => {
  const [id] = (await build()).assetIds;
  for (const kind of ['image', 'thumbnail', 'large-thumbnail']) {
    const path = `/files/assets/${id}/${kind}`;
    expect((await api.fetch(undefined, path)).status).toBe(401);
    const theirs = await api.fetch(eve, path);
    const unknown = await api.fetch(eve, `/files/assets/${randomUUID()}/${kind}`);
    expect([theirs.status, await theirs.json()]).toEqual([404, await unknown.json()]);
    expect(theirs.headers.get('cache-control')).toBe('no-store');
    const { status } = await api.fetch(eve, path, { headers: { 'if-none-match': '*' } });
    expect(status).toBe(404);
  }
  for (const path of [`/files/assets/${id}/original`, '/files/assets/1/image', '/files/assets/..%2f..%2fx/image'])
    expect((await api.fetch(ada, path)).status).toBe(404);
  await api.ask(ada, 'POST', '/api/assets/delete', { ids: [id] });
  expect((await api.fetch(ada, `/files/assets/${id}/image`)).status).toBe(404);
});

test('of an image in the trash its owner gets the small versions alone, until it is restored', async () => {
  const [id] = (await build()).assetIds;
  const answer = async (rest: string) => {
    const response = await api.fetch(ada, `/files/assets/${id}/${rest}`);
    await response.arrayBuffer();
    return response.status;
  };
  await api.ask(ada, 'POST', '/api/assets/trash', { ids: [id] });
  expect(await Promise.all(['image', 'image?download', 'image?as=webp'].map(answer))).toEqual([404, 404, 404]);
  expect(await Promise.all(['thumbnail', 'large-thumbnail'].map(answer))).toEqual([200, 200]);
  await api.ask(ada, 'POST', '/api/assets/restore', { ids: [id] });
  expect(await answer('image')).toBe(200);
});

test('a file that is lost is told in words, and not remembered', async () => {
  const [id] = (await buildGeneration(api.deps, ada)).assetIds;
  const response = await api.fetch(ada, `/files/assets/${id}/image`);
  expect([response.status, response.headers.get('cache-control')]).toEqual([404, 'no-store']);
  expect(await response.json()).toMatchObject({ detail: expect.stringMatching(/file of this image is gone/) });
  expect(response.headers.get('etag')).not.toContain(id);
});

/** The entries of a zip without compression, by its central directory; each checked against its checksum. */
function readZip(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const entries = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [method, sum, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 16), zip.readUInt32LE(at + 24)];
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const local = zip.readUInt32LE(at + 42);
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = zip.subarray(begin, begin + size);
    expect({ name, method, sum: crc32(content) }).toEqual({ name, method: 0, sum });
    entries.set(name, content);
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

test('many come as a zip, by a link for their owner', async () => {
  const first = await build(3, 'a fox knight');
  const second = await build(1, 'a fox knight');
  const { url, files } = await link([...first.assetIds, ...second.assetIds, ...second.assetIds, randomUUID()]);
  expect(files).toBe(4);
  const response = await api.fetch(ada, url);
  expect(response.headers.get('content-type')).toBe('application/zip');
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename=upixel-[\d-]+\.zip$/);
  const entries = readZip(Buffer.from(await response.arrayBuffer()));
  const pictures = [...entries].filter(([name]) => name.endsWith('.png'));
  const names = pictures.map(([name]) => name).sort();
  expect(names).toEqual([1, 2, 3, 4].map((number) => `upixel-2026-11-24-a-fox-knight-${number}.png`));
  expect(pictures.every(([, content]) => content.equals(bytes))).toBe(true);
  // How each was made goes along, for programs and for spreadsheets.
  const listed = JSON.parse(entries.get('manifest.json')?.toString() ?? '');
  expect(listed.map(({ file }: { file: string }) => file).sort()).toEqual(names);
  expect(listed[0]).toEqual({
    file: expect.any(String),
    prompt: 'a fox knight',
    negativePrompt: '',
    seed: 41,
    model: expect.any(String),
    ...{ width: 64, height: 48, createdAt: createdAt.toISOString(), project: null, madeFrom: null },
    ...{ pixels: null, pixelsKept: null, pixelsAsked: null, pixelsNotAsAsked: null, pixelsChanged: null },
  });
  const [header, ...lines] = (entries.get('manifest.csv')?.toString() ?? '')
    .split('\r\n')
    .filter((line) => line !== '');
  expect(header).toBe(
    '\uFEFFfile,prompt,negativePrompt,seed,model,width,height,createdAt,project,madeFrom,pixels,pixelsKept,pixelsAsked,pixelsNotAsAsked,pixelsChanged',
  );
  expect(lines.length).toBe(4);
});

test('what is missing in the store is left out of a zip, and named in it', async () => {
  const made = await build(2, 'half there');
  const row = await api.deps.db.asset.findFirstOrThrow({ where: { generationId: made.id, position: 0 } });
  await api.deps.storage.delete([row.storageKey]);
  const { url } = await link(made.assetIds);
  const entries = readZip(Buffer.from(await (await api.fetch(ada, url)).arrayBuffer()));
  expect([...entries.keys()]).toEqual([
    'upixel-2026-11-24-half-there-2.png',
    'README.txt',
    'manifest.json',
    'manifest.csv',
  ]);
  expect(JSON.parse(entries.get('manifest.json')?.toString() ?? '')).toHaveLength(1);
  expect(entries.get('README.txt')?.toString()).toContain('upixel-2026-11-24-half-there-1.png');
});

test('a zip link is good for its owner alone, as it is, and for ten minutes', async () => {
  const { assetIds } = await build();
  const { url } = await link(assetIds);
  expect((await api.fetch(undefined, url)).status).toBe(401);
  expect((await api.fetch(eve, url)).status).toBe(404);
  const changed = new URL(url, api.url);
  for (const [name, value] of [
    ['ids', Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url')],
    ['expires', String(Number(changed.searchParams.get('expires')) + 1)],
    ['signature', randomBytes(32).toString('base64url')],
    ['signature', ''],
  ] as const) {
    const other = new URL(changed);
    other.searchParams.set(name, value);
    expect((await api.fetch(ada, other.pathname + other.search)).status).toBe(404);
  }
  expect((await api.fetch(ada, '/files/zip')).status).toBe(404);
  // Signed with the right key, but for another person's images: still not theirs.
  expect((await api.fetch(eve, signZipLink(api.deps.config, eve.userId, assetIds))).status).toBe(404);

  const madeAgo = (ms: number) => signZipLink(api.deps.config, ada.userId, assetIds, new Date(Date.now() - ms));
  expect((await api.fetch(ada, madeAgo(9.5 * 60_000))).status).toBe(200);
  const late = await api.fetch(ada, madeAgo(10 * 60_000 + 2000));
  expect([late.status, await late.json()]).toMatchObject([410, { type: 'expired_download' }]);
});

/** Pictures in the store that this process has open. */
async function openPictures(): Promise<string[]> {
  const files = await readdir('/proc/self/fd');
  const targets = await Promise.all(files.map((file) => readlink(`/proc/self/fd/${file}`).catch(() => '')));
  return targets.filter((target) => target.endsWith('.png'));
}

test.runIf(process.platform === 'linux')('who leaves in the middle of a zip leaves no open file behind', async () => {
  const big = Buffer.alloc(4_000_000, 7);
  const { assetIds } = await buildGeneration(api.deps, ada, { images: 5, prompt: 'big' }, () => big);
  const { url } = await link(assetIds);
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const headers = { 'x-test-user': ada.sessionId };
    http.get(api.url + url, { headers }, resolve).on('error', reject);
  });
  response.pause(); // one is open, and waits for us
  await vi.waitFor(async () => expect(await openPictures()).toHaveLength(1), { timeout: 30_000 });
  response.destroy();
  await vi.waitFor(async () => expect(await openPictures()).toEqual([]), { timeout: 30_000 });
});

test('a project comes as a zip with its name, of its owner’s shown images, in parts if it is large', async () => {
  const name = 'Fox quest';
  const project = (await api.ask(ada, 'POST', '/api/projects', { name })).json.id as string;
  const path = plainPaths.projectZip(project);
  expect((await api.fetch(ada, path)).status).toBe(404);
  const made = { images: 1, prompt: 'a fox', projectId: project, createdAt };
  const first = await buildGeneration(api.deps, ada, made, () => bytes);
  const second = await buildGeneration(api.deps, ada, made, () => bytes);
  const data = { tool: 'upscale', sourceAssetId: first.assetIds[0] ?? '' } as const;
  await api.deps.db.generation.update({ where: { id: second.id }, data });
  const zip = await api.fetch(ada, path);
  expect(zip.headers.get('content-disposition')).toMatch(/upixel-fox-quest-\d{4}-\d\d-\d\d\.zip/);
  const entries = readZip(Buffer.from(await zip.arrayBuffer()));
  expect([...entries.keys()].filter((each) => each.endsWith('.png'))).toHaveLength(2);
  expect(JSON.parse(entries.get('manifest.json')?.toString() ?? '')).toMatchObject([
    { prompt: 'a fox', project: name },
    { prompt: 'a fox', project: name },
  ]);
  const [one, other] = [`upixel-2026-11-24-a-fox-1.png`, `upixel-2026-11-24-a-fox-upscaled-1.png`];
  expect([...entries.keys()]).toEqual(expect.arrayContaining([one, other]));
  expect(entries.get('manifest.csv')?.toString()).toMatch(new RegExp(`${other},.*,${name},${one},,,,,\r\n`));
  expect((await api.fetch(ada, `${path}?part=2`)).status).toBe(404);
  expect((await api.fetch(ada, `${path}?part=0`)).status).toBe(404);
  expect([(await api.fetch(eve, path)).status, (await api.fetch(undefined, path)).status]).toEqual([404, 401]);
});
