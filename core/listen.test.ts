import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setImmediate as aTurn } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { closeServer, listen } from './listen.ts';

let server: Server;
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

async function start() {
  server = await listen((_request, response) => void response.end('here'), {
    port: 0,
    host: '127.0.0.1',
    variable: 'PORT',
  });
  const { port } = server.address() as AddressInfo;
  return () => {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    return socket;
  };
}

/** Sends a request that a proxy may not repeat; returns the answer, or how the connection ended if there was none. */
function ask(socket: Socket): Promise<string> {
  socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}');
  return new Promise((done) => {
    socket.once('data', (answer) => done(String(answer)));
    socket.once('error', (error) => done(String(error)));
    socket.once('close', () => done('closed without an answer'));
  });
}

function keepBusy(ms: number) {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

test('a request that came while the process was busy is answered, and its connection not taken for an idle one', async () => {
  const open = await start();
  const socket = open();
  expect(await ask(socket)).toContain('keep-alive');
  let asked: Promise<string> | undefined;
  const closed = closeServer(server);
  while (server.listening) await aTurn();
  // Busy until after the moment at which seemingly idle connections are closed, which comes before requests sent meanwhile are read.
  setTimeout(() => keepBusy(60), 60);
  setTimeout(() => {
    asked = ask(socket);
  }, 80);
  await closed;
  expect(await asked).toMatch(/connection: close[\s\S]*here/i);
});

test('a connection that waits to be taken when the server closes is taken', async () => {
  const open = await start();
  let closed: Promise<void> | undefined;
  const answers = Array.from({ length: 20 }, () => {
    const socket = open();
    socket.once('connect', () => {
      closed ??= closeServer(server);
    });
    return ask(socket);
  });
  for (const answer of await Promise.all(answers)) expect(answer).toContain('here');
  await closed;
});

test('idle connections are ended soon, and one that never ends its request after the time it has', async () => {
  const open = await start();
  const [idle, slow] = [open(), open().resume()];
  await ask(idle);
  slow.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{');
  const ended: string[] = [];
  idle.once('close', () => ended.push('idle'));
  slow.once('error', () => undefined).once('close', () => ended.push('slow'));
  await closeServer(server, 1_000);
  await expect.poll(() => ended).toEqual(['idle', 'slow']);
});
