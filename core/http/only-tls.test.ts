import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeServer, listen } from '#core/listen.ts';
import { onlyTls } from './only-tls.ts';

const live = { production: true, publicUrl: 'https://upixel.example.com' };
let server: Awaited<ReturnType<typeof listen>>;
let url: string;
beforeAll(async () => {
  const app = express().set('trust proxy', ['loopback']);
  app.use(onlyTls(live), (_request, response) => void response.send('here'));
  server = await listen(app, { port: 0, host: '127.0.0.1', variable: 'PORT' });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => closeServer(server));

const ask = (path: string, proto?: string, method = 'GET', host = 'upixel.example.com') =>
  fetch(url + path, {
    method,
    redirect: 'manual',
    headers: {
      connection: 'close',
      'x-forwarded-host': host,
      ...(proto === undefined ? {} : { 'x-forwarded-proto': proto }),
    },
  });

test('who came to the proxy without TLS is sent to the same page with it, and no form is taken', async () => {
  const answer = await ask('/gallery?q=fox', 'http');
  expect([answer.status, answer.headers.get('location')]).toEqual([308, 'https://upixel.example.com/gallery?q=fox']);
  for (const path of ['//elsewhere.example.com/x', '//'])
    expect((await ask(path, 'http')).headers.get('location')).toBe(`https://upixel.example.com/${path.slice(2)}`);
  const elsewhere = await ask('/gallery', 'http', 'GET', 'elsewhere.example.com');
  expect([elsewhere.status, elsewhere.headers.get('location')]).toEqual([403, null]);
  expect((await ask('/api/auth/sign-in/email', 'http', 'POST')).status).toBe(403);
});

test('with TLS, and without a proxy as a health check comes, it answers', async () => {
  expect((await ask('/', 'https')).status).toBe(200);
  expect((await ask('/')).status).toBe(200);
});
