import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, expect, test } from 'vitest';

const host = 'hooks.example.invalid';
const day = 86_400_000;
type Authority = Awaited<ReturnType<typeof newAuthority>>;

const newAuthority = () =>
  generate([{ name: 'commonName', value: 'An authority for tests' }], {
    algorithm: 'sha256',
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });

/** A certificate for a name, good for the days that begin and end so many from now. */
const certificateOf = (authority: Authority, name: string, [from, to]: [number, number] = [-1, 1]) =>
  generate([{ name: 'commonName', value: name }], {
    algorithm: 'sha256',
    keyType: 'ec',
    ca: { key: authority.private, cert: authority.cert },
    notBeforeDate: new Date(Date.now() + from * day),
    notAfterDate: new Date(Date.now() + to * day),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'subjectAltName', altNames: [{ type: 2, value: name }] },
    ],
  });

let folder: string;
let authority: Authority;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upixel-tls-'));
  authority = await newAuthority();
  await writeFile(join(folder, 'authority.pem'), authority.cert);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A program behind TLS, and what reached it. */
async function startReceiver({ private: key, cert }: Awaited<ReturnType<typeof certificateOf>>) {
  const received: Array<{ host: string | undefined; askedFor: unknown; body: string }> = [];
  const server = createServer({ key, cert }, async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    received.push({ host: request.headers.host, askedFor: (request.socket as TLSSocket).servername, body });
    response.writeHead(204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    received,
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** As a process of its own does it, which trusts that authority: whom to trust is settled when a process begins. */
async function posted(ports: number[]): Promise<Array<{ outcome: string; status: number | null }>> {
  const lines = [
    `import { postMessage } from ${JSON.stringify(new URL('post-message.ts', import.meta.url).href)};`,
    "const reach = { resolve: async () => [{ address: '127.0.0.1', family: 4 }], mayReach: () => true };",
    "const message = { headers: {}, body: 'a message' };",
    `const urls = ${JSON.stringify(ports)}.map((port) => new URL('https://${host}:' + port + '/hook'));`,
    'console.log(JSON.stringify(await Promise.all(urls.map((url) => postMessage(url, message, reach, 60_000)))));',
  ];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', lines.join('\n')],
    { env: { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem') } },
  );
  return JSON.parse(stdout);
}

/** What becomes of a message to programs with these certificates. */
async function outcomesOf(certificates: Array<ReturnType<typeof certificateOf>>) {
  const receivers = await Promise.all((await Promise.all(certificates)).map(startReceiver));
  try {
    const outcomes = await posted(receivers.map(({ port }) => port));
    return outcomes.map(({ outcome, status }, nth) => ({ outcome, status, received: receivers[nth]?.received }));
  } finally {
    await Promise.all(receivers.map((each) => each.close()));
  }
}

test('by TLS it goes to the address that was checked, and the certificate is asked for and checked by the name', async () => {
  expect(await outcomesOf([certificateOf(authority, host)])).toEqual([
    {
      outcome: 'delivered',
      status: 204,
      received: [{ host: expect.stringMatching(/^hooks\.example\.invalid:\d+$/), askedFor: host, body: 'a message' }],
    },
  ]);
});

test('a certificate of another name, of another day or of another authority is not trusted, and nothing is sent', async () => {
  const certificates = [
    certificateOf(authority, 'other.example.invalid'),
    certificateOf(authority, '127.0.0.1'),
    certificateOf(authority, host, [-2, -1]),
    certificateOf(authority, host, [1, 2]),
    certificateOf(await newAuthority(), host),
  ];
  const untrusted = { outcome: 'untrusted', status: null, received: [] };
  expect(await outcomesOf(certificates)).toEqual(certificates.map(() => untrusted));
});
