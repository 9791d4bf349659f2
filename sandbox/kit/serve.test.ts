import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StripeStandIn, start } from '#sandbox/stripe/start.ts';

let stand: StripeStandIn;
beforeAll(async () => {
  stand = await start();
});
afterAll(() => stand.close());

/** A request as a browser sends it for a page of another site. */
const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
  new Promise<number | undefined>((done, failed) => {
    request(stand.url + path, { method, headers }, (response) => {
      response.resume();
      done(response.statusCode);
    })
      .on('error', failed)
      .end();
  });

test('a stand-in answers this machine and its own pages, and no page from elsewhere', async () => {
  const { host, port } = new URL(stand.url);
  expect(await ask('GET', '/')).toBe(200);
  expect(await ask('GET', '/', { host: `localhost:${port}` })).toBe(200);
  for (const name of [`evil.example.com:${port}`, `127.0.0.1.evil.example.com:${port}`])
    expect(await ask('GET', '/', { host: name })).toBe(403);
  for (const origin of ['https://evil.example.com', 'null', `http://localhost:${port}`])
    expect(await ask('POST', '/charges/ch_1', { host, origin })).toBe(403);
  expect(await ask('POST', '/charges/ch_1', { host, origin: `http://${host}` })).not.toBe(403);
  expect(stand.calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
});
