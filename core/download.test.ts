import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allowedUrl } from './allowed-url.ts';
import { download } from './download.ts';

const routes: Record<string, RequestListener> = {
  '/fox.png': (_, response) => response.end(Buffer.alloc(100_000, 7)),
  '/chunked.png': (_, response) => response.write('fox', () => response.end(Buffer.alloc(100_000, 7))),
  '/empty.png': (_, response) => response.end(),
  '/gone.png': (_, response) => response.writeHead(410).end(),
  '/error.png': (_, response) => response.writeHead(503).end('busy'),
  '/near.png': (_, response) => response.writeHead(302, { location: '/fox.png' }).end(),
  '/far.png': (_, response) => response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end(),
  '/circle.png': (_, response) => response.writeHead(302, { location: '/circle.png' }).end(),
  '/declared.png': (_, response) => response.writeHead(200, { 'content-length': '99999999' }).write('x'),
  // Without a length or an end: only counting can stop it.
  '/endless.png': (_, response) => {
    const more = () => {
      while (response.write(Buffer.alloc(64 * 1024)));
      response.once('drain', more);
    };
    more();
  },
  '/silent.png': () => {},
  '/slow.png': (_, response) => response.writeHead(200, { 'content-length': '10' }).write('x'),
  '/cut.png': (_, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('x', () => response.destroy());
  },
};

let server: Server;
let host: string;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const route = routes[path];
    if (route) route(request, response);
    else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const fetchFrom = (path: string, options: { maxBytes?: number; timeoutMs?: number; roomBefore?: number } = {}) =>
  download(`http://${host}${path}`, { allowedHosts: [host], ...options });

it('leaves room before the bytes where that is wanted, whether their number was told or not', async () => {
  for (const [path, first] of [
    ['/fox.png', '\x07'],
    ['/chunked.png', 'f'],
  ] as const) {
    const bytes = await fetchFrom(path, { roomBefore: 500 });
    expect(bytes.byteOffset).toBeGreaterThanOrEqual(500);
    expect(bytes.toString('latin1', 0, 1)).toBe(first);
    expect(bytes.equals(await fetchFrom(path))).toBe(true);
  }
});

it('brings the bytes, also over a redirect on the same host', async () => {
  expect((await fetchFrom('/fox.png')).equals(Buffer.alloc(100_000, 7))).toBe(true);
  expect(await fetchFrom('/near.png')).toHaveLength(100_000);
  expect(await fetchFrom('/fox.png', { maxBytes: 100_000 })).toHaveLength(100_000);
});

it.each([
  ['/missing.png', 'gone'],
  ['/gone.png', 'gone'],
  ['/error.png', 'broken'],
  ['/empty.png', 'broken'],
  ['/cut.png', 'broken'],
  ['/circle.png', 'broken'],
  ['/far.png', 'wrong_host'],
  ['/declared.png', 'too_large'],
  ['/endless.png', 'too_large'],
])('says of %s: %s', async (path, code) => {
  await expect(fetchFrom(path, { maxBytes: 1_000_000 })).rejects.toMatchObject({ name: 'DownloadError', code });
});

it.each(['/silent.png', '/slow.png'])('gives up on %s in time', async (path) => {
  await expect(fetchFrom(path, { timeoutMs: 80 })).rejects.toMatchObject({ code: 'timed_out' });
});

it.each([
  'https://replicate.delivery.evil.example/x.png',
  'https://evil-replicate.delivery/x.png',
  'https://replicate.delivery@evil.example/x.png',
  'https://ada:secret@replicate.delivery/x.png',
  'https://replicate.delivery:8443/x.png',
  'http://replicate.delivery/x.png',
  'https://evil.example/replicate.delivery',
  'https://127.0.0.1/x.png',
  'http://localhost:1/x.png',
  'file:///etc/passwd',
  'data:image/png;base64,AAAA',
  'not a url',
])('never asks %s', async (address) => {
  const before = asked.length;
  const attempt = download(address, { allowedHosts: ['replicate.delivery', host] });
  await expect(attempt).rejects.toMatchObject({ code: 'wrong_host' });
  expect(asked).toHaveLength(before);
});

it.each(['https://replicate.delivery/x.png', 'https://pbxt.replicate.delivery/a/b.png'])('would ask %s', (address) => {
  expect(allowedUrl(address, ['replicate.delivery'])?.href).toBe(address);
});
