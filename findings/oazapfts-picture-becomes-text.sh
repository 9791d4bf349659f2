#!/usr/bin/env bash
# oazapfts 7.5.0 with @oazapfts/runtime 1.2.0, seen in November 2026.
#
# An operation that answers 200 with image/png and an error with application/json, which is what most APIs describe for a file, gets a client
# that is typed `data: Blob` for the 200, and reads every answer as JSON or text: what arrives is a string, and the bytes that are no UTF-8
# are U+FFFD in it, for good and without an error. Without the JSON error in the description the same operation gives the Blob. One way of reading is
# chosen when the client is generated, for all statuses together; the types are made for each status by itself.
#
# Output seen:
#   no error described: Blob of 8 bytes
#   an error in JSON described: string, 3 of its 8 characters replaced
set -euo pipefail
cd "$(mktemp -d)"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund oazapfts@7.5.0 @oazapfts/runtime@1.2.0 tsx@4.20.6 >/dev/null 2>&1
cat > api.json <<'JSON'
{
  "openapi": "3.1.0",
  "info": { "title": "Files", "version": "1" },
  "paths": {
    "/plain": { "get": { "operationId": "getPlain", "responses": {
      "200": { "description": "A picture", "content": { "image/png": { "schema": { "type": "string", "format": "binary" } } } } } } },
    "/file": { "get": { "operationId": "getFile", "responses": {
      "200": { "description": "A picture", "content": { "image/png": { "schema": { "type": "string", "format": "binary" } } } },
      "404": { "description": "None", "content": { "application/json": { "schema": { "type": "object" } } } } } } }
  }
}
JSON
npx oazapfts api.json client.ts >/dev/null
grep -A3 'function getFile' client.ts | grep -q 'fetchJson' && grep -A4 'function getFile' client.ts | grep -q 'data: Blob'
cat > run.mts <<'TS'
import { createServer } from 'node:http';
import * as client from './client.ts';
const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x00, 0x01]);
const server = createServer((_, response) => response.writeHead(200, { 'content-type': 'image/png' }).end(picture));
server.listen(0, '127.0.0.1', async () => {
  client.defaults.baseUrl = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  for (const [name, get] of [['no error described', client.getPlain], ['an error in JSON described', client.getFile]] as const) {
    const { data }: { data: unknown } = await get();
    if (data instanceof Blob) console.log(`${name}: Blob of ${data.size} bytes`);
    if (typeof data === 'string') {
      const lost = [...data].filter((each) => each === '\uFFFD').length;
      console.log(`${name}: string, ${lost} of its ${data.length} characters replaced`);
    }
  }
  server.close();
});
TS
npx tsx run.mts | tee seen

diff seen - <<'SEEN'
no error described: Blob of 8 bytes
an error in JSON described: string, 3 of its 8 characters replaced
SEEN
