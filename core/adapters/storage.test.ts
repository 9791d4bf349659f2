import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProof } from '#test/proof.ts';
import { startProxy } from '#test/proxy.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { noteErrors, watched } from '../metrics/watch.ts';
import { readBucketUrl } from './bucket-url.ts';
import { createStorage } from './storage.ts';

let folder: string;
let s3: FauxqsServer;
const png = { contentType: 'image/png' };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upixel-storage-'));
  s3 = await startFauxqs({ port: 0, logger: false, host: '127.0.0.1' });
  s3.createBucket('pictures');
});

afterAll(async () => {
  await s3.stop();
  await rm(folder, { recursive: true, force: true });
});

const s3Url = (bucket: string) =>
  `s3://${bucket}?endpoint=http://127.0.0.1:${s3.port}&region=eu-north-1&accessKeyId=ada&secretAccessKey=lovelace`;

const kinds = [
  ['a folder', () => createStorage(`file:${folder}`)],
  ['S3', () => createStorage(s3Url('pictures'))],
] as const;

describe.each(kinds)('a storage on %s', (_, create) => {
  it('gives back the bytes it was given, whole and as a stream', async () => {
    const storage = create();
    for (const size of [0, 1, 70_000, 5_000_000]) {
      const bytes = randomBytes(size);
      await storage.put(`assets/a1/size-${size}.png`, bytes, png);
      expect(bytes.equals(await storage.get(`assets/a1/size-${size}.png`))).toBe(true);
      expect(bytes.equals(await buffer(await storage.stream(`assets/a1/size-${size}.png`)))).toBe(true);
      await storage.put('assets/a1/pieces.png', [bytes.subarray(0, 7), bytes.subarray(7)], png);
      expect(bytes.equals(await storage.get('assets/a1/pieces.png'))).toBe(true);
    }
  });

  it('takes a stream of unknown length, and keeps nothing of one that broke off', async () => {
    const storage = create();
    for (const size of [0, 100, 20_000_000]) {
      const bytes = randomBytes(size);
      const chunks = Array.from({ length: Math.ceil(size / 77_777) }, (_, nth) =>
        bytes.subarray(nth * 77_777, (nth + 1) * 77_777),
      );
      await storage.putStream(`g/stream-${size}`, Readable.from(chunks, { objectMode: false }), png);
      expect(bytes.equals(await storage.get(`g/stream-${size}`))).toBe(true);
    }
    const broken = Readable.from(
      (function* () {
        yield randomBytes(9_000_000);
        throw new Error('the source broke off');
      })(),
      { objectMode: false },
    );
    await expect(storage.putStream('g/broken', broken, png)).rejects.toMatchObject({ code: 'unavailable' });
    expect(await storage.exists('g/broken')).toBe(false);
    await storage.tidy();
  });

  it('lists files in the order of their keys, page by page, and only those of the prefix', async () => {
    const storage = create();
    const keys = ['l/a/1', 'l/a/2', 'l/b', 'l/c/d/e'];
    for (const key of [...keys, 'm/x']) await storage.put(key, Buffer.from('x'), png);
    const first = await storage.list('l/', { after: '', most: 3 });
    expect(first.map(({ key }) => key)).toEqual(keys.slice(0, 3));
    expect(Math.abs(Date.now() - (first[0]?.storedAt.getTime() ?? 0))).toBeLessThan(60_000);
    expect((await storage.list('l/', { after: 'l/b', most: 3 })).map(({ key }) => key)).toEqual(['l/c/d/e']);
    expect(await storage.list('nothing/', { after: '', most: 3 })).toEqual([]);
  });

  it('replaces a file, and deletes what is there and what is not', async () => {
    const storage = create();
    await storage.put('b/x.png', Buffer.from('first, longer'), png);
    await storage.put('b/x.png', Buffer.from('second'), png);
    expect((await storage.get('b/x.png')).toString()).toBe('second');
    expect(await storage.exists('b/x.png')).toBe(true);
    await storage.delete(['b/x.png', 'b/never.png']);
    await storage.delete(['b/x.png']);
    expect(await storage.exists('b/x.png')).toBe(false);
  });

  it('says not_found for a missing file, before any stream', async () => {
    const storage = create();
    await expect(storage.get('c/missing.png')).rejects.toMatchObject({ name: 'StorageError', code: 'not_found' });
    await expect(storage.stream('c/missing.png')).rejects.toMatchObject({ code: 'not_found' });
    expect(await storage.exists('c/missing.png')).toBe(false);
  });

  it.each(['../outside', '/etc/passwd', 'a/../../b', '.incoming/x', 'a//b', '', 'a b', 'a/.'])(
    'refuses %j as a key',
    async (key) => {
      const storage = create();
      await expect(storage.put(key, Buffer.from('x'), png)).rejects.toMatchObject({ code: 'bad_key' });
      await expect(storage.get(key)).rejects.toMatchObject({ code: 'bad_key' });
    },
  );

  it('shows readers the old or the new bytes while one writes', async () => {
    const storage = create();
    const versions = [Buffer.alloc(2_000_000, 'a'), Buffer.alloc(2_000_000, 'b')] as const;
    await storage.put('d/race.png', versions[0], png);
    const writing = Promise.all(versions.map((bytes) => storage.put('d/race.png', bytes, png)));
    const seen = await Promise.all(Array.from({ length: 8 }, () => storage.get('d/race.png')));
    await writing;
    for (const bytes of seen) expect(versions.some((version) => version.equals(bytes))).toBe(true);
  });
});

it('leaves nothing behind in a folder, not even after a put that failed', async () => {
  const storage = createStorage(`file://${folder}`);
  await storage.put('e', Buffer.from('a file where a folder is needed'), png);
  await expect(storage.put('e/f.png', Buffer.from('x'), png)).rejects.toMatchObject({ code: 'unavailable' });
  expect(await readdir(join(folder, '.incoming'))).toEqual([]);
});

it('keeps the content type in S3', async () => {
  await createStorage(s3Url('pictures')).put('f/typed', Buffer.from('x'), png);
  const { bucket, client } = readBucketUrl(s3Url('pictures'));
  const head = await new S3Client(client).send(new HeadObjectCommand({ Bucket: bucket, Key: 'f/typed' }));
  expect(head.ContentType).toBe('image/png');
  expect(head.ContentLength).toBe(1);
});

it('tells a missing bucket and a dead store apart from a missing file', async () => {
  const metrics = createMetrics();
  const noBucket = watched(createStorage(s3Url('no-such-bucket')), noteErrors(metrics).storage);
  await expect(noBucket.get('a')).rejects.toMatchObject({ code: 'unavailable' });
  // Only an operator can mend this.
  expect((await metrics.text()).body).toContain('operator_needed_total{cause="storage"} 1');
  const dead = createStorage('s3://pictures?endpoint=http://127.0.0.1:1&accessKeyId=ada&secretAccessKey=x');
  await expect(dead.get('a')).rejects.toMatchObject({ code: 'unavailable' });
});

it('gives up a store that answers nothing, and finds it again when it does', async () => {
  const proxy = await startProxy(`http://127.0.0.1:${s3.port}`);
  const storage = createStorage(s3Url('pictures').replace(`:${s3.port}`, `:${proxy.port}`));
  await storage.put('g/kept.png', Buffer.from('x'), png);
  proxy.swallow();
  const startedAt = performance.now();
  const asked = [
    storage.get('g/kept.png'),
    storage.put('g/lost.png', Buffer.from('x'), png),
    storage.delete(['g/kept.png']),
  ];
  await Promise.all(asked.map((each) => expect(each).rejects.toMatchObject({ code: 'unavailable' })));
  expect(performance.now() - startedAt).toBeLessThan(20_000);
  proxy.pass();
  expect((await storage.get('g/kept.png')).toString()).toBe('x');
  await proxy.close();
});

it.runIf(inProof)(
  'gives up a store that sends a byte now and then',
  async () => {
    const trickling = createServer((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      const more = setInterval(() => response.write('x'), 1_000);
      response.once('close', () => clearInterval(more));
    }).listen(0, '127.0.0.1');
    await once(trickling, 'listening');
    const { port } = trickling.address() as AddressInfo;
    const storage = createStorage(s3Url('pictures').replace(`:${s3.port}`, `:${port}`));
    const startedAt = performance.now();
    await expect(storage.get('h/slow.png')).rejects.toMatchObject({ code: 'unavailable' });
    expect(performance.now() - startedAt).toBeLessThan(32_000);
    trickling.closeAllConnections();
    trickling.close();
  },
  40_000,
);

it.each([
  ['ftp://x', 'STORAGE_URL must begin with file: or s3://.'],
  ['file:', 'STORAGE_URL names no folder after file:.'],
  ['s3://b?regoin=x', 'STORAGE_URL has a fault in regoin.'],
  ['s3://b?endpoint=nonsense', 'STORAGE_URL has a fault in endpoint.'],
  ['s3://b?endpoint=ftp://store.example.com', 'STORAGE_URL has a fault in endpoint.'],
  ['s3://b?accessKeyId=half', 'STORAGE_URL has a fault: a key is given by accessKeyId and secretAccessKey'],
  ['s3://key:secret@b?region=x', 'STORAGE_URL has a fault: a key is given by accessKeyId and secretAccessKey'],
  ['s3://two words', 'STORAGE_URL must be like s3://'],
  ['file:/files%', 'STORAGE_URL cannot be decoded'],
])('refuses %s with a sentence', (url, sentence) => {
  expect(() => createStorage(url)).toThrow(sentence);
});

it('removes what writers that were killed left, and nothing that is being written', async () => {
  const storage = createStorage(`file:${folder}`);
  const incoming = join(folder, '.incoming');
  await mkdir(incoming, { recursive: true });
  for (const name of ['left', 'now']) await writeFile(join(incoming, name), 'half a pict');
  const hourAgo = new Date(Date.now() - 3_600_000);
  await utimes(join(incoming, 'left'), hourAgo, hourAgo);
  await storage.tidy();
  expect(await readdir(incoming)).toEqual(['now']);
  await createStorage(`file:${folder}/never-made`).tidy();
});

it('tells whether a bucket keeps versions of what is deleted', async () => {
  const answers = ['<Status>Enabled</Status>', '<Status>Suspended</Status>', ''];
  const server = createServer((_request, response) =>
    response
      .setHeader('content-type', 'application/xml')
      .end(`<VersioningConfiguration>${answers.shift()}</VersioningConfiguration>`),
  );
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const store = createStorage(
    `s3://pictures?endpoint=http://127.0.0.1:${port}&accessKeyId=ada&secretAccessKey=lovelace`,
  );
  expect([await store.keepsVersions(), await store.keepsVersions(), await store.keepsVersions()]).toEqual([
    true,
    true,
    false,
  ]);
  server.close();
  server.closeAllConnections();
  await expect(store.keepsVersions()).rejects.toMatchObject({ code: 'unavailable' });
  expect(await createStorage(`file:${tmpdir()}`).keepsVersions()).toBe(false);
});
