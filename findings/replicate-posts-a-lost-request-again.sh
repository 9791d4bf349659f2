#!/bin/sh
# replicate 1.4.0 (the official client), seen in November 2026 on Node 20.
#
# Its source describes the retries so: a POST is repeated after a 429 only, after the time in `Retry-After`, otherwise after a growing pause.
# In fact a POST is repeated five times whenever its connection ends without an answer, also if the server has taken it: one
# `predictions.create` can start six predictions, each of them paid for, and the caller learns of none (`TypeError: fetch failed`). And no
# repeat ever waits: all six requests leave at once, after a 429 with `Retry-After: 10` too. There is no option for it. A `fetch` of one's own
# that answers a lost POST with a made-up response instead of throwing keeps it from being repeated.
#
# Output seen:
#   taken, connection lost: 6 predictions started, in under 2 s; the caller got: fetch failed
#   429, Retry-After: 10:   6 requests, in under 2 s; the caller got: 429
set -eu
cd "$(mktemp -d)"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund replicate@1.4.0 >/dev/null
cat > run.mjs <<'JS'
import { createServer } from 'node:http';
import Replicate from 'replicate';

let started = 0;
let refused = 0;
let isFull = false;
const server = createServer(async (request, response) => {
  for await (const _ of request);
  if (isFull) {
    refused += 1;
    response.writeHead(429, { 'retry-after': '10', 'content-type': 'application/json' }).end('{}');
    return;
  }
  started += 1; // as a proxy that fails once the request has been passed on
  response.destroy();
}).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const client = new Replicate({ auth: 'token', baseUrl: `http://127.0.0.1:${server.address().port}/v1` });
const create = async () => {
  const begin = performance.now();
  const error = await client.predictions.create({ model: 'owner/name', input: { prompt: 'a cat' } }).catch((error) => error);
  const seconds = (performance.now() - begin) / 1000;
  return { error: error.response?.status ?? error.message, time: seconds < 2 ? 'under 2 s' : `${Math.round(seconds)} s` };
};
const lost = await create();
console.log(`taken, connection lost: ${started} predictions started, in ${lost.time}; the caller got: ${lost.error}`);
isFull = true;
const full = await create();
console.log(`429, Retry-After: 10:   ${refused} requests, in ${full.time}; the caller got: ${full.error}`);
server.close();
const isAsSeen = started === 6 && refused === 6 && lost.time === 'under 2 s' && full.time === 'under 2 s' && full.error === 429;
process.exitCode = isAsSeen ? 0 : 1;
JS
node run.mjs
