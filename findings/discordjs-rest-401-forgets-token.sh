#!/usr/bin/env bash
# @discordjs/rest 2.6.3, seen in November 2026 on Node 20.
#
# A 401 to ONE authorized request makes the REST client forget its token for good: the handler calls `setToken(null)`, so every later
# request of that client throws before anything is sent, though the token is right and the 401 was passing (Discord answers some during
# an incident). The documentation of `setToken` and of `REST` does not mention it; nothing is emitted. Only a new `setToken` helps.
#
# Output seen:
#   first:  401 Unauthorized
#   second: Expected token to be set for this request, but none was present (requests that reached the server: 1)
set -euo pipefail
cd "$(mktemp -d)"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @discordjs/rest@2.6.3 >/dev/null
cat > run.mjs <<'JS'
import { createServer } from 'node:http';
import { REST } from '@discordjs/rest';

let reached = 0;
// Out of order once, and well ever after.
const server = createServer((_request, response) => {
  reached += 1;
  const first = reached === 1;
  response.writeHead(first ? 401 : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(first ? { message: '401: Unauthorized', code: 0 } : { url: 'ws://localhost' }));
}).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const rest = new REST({ api: `http://127.0.0.1:${server.address().port}`, retries: 0 }).setToken('good');
const first = await rest.get('/gateway/bot').catch((error) => error);
const second = await rest.get('/gateway/bot').catch((error) => error);
console.log(`first:  ${first.status} ${first.rawError?.message?.replace('401: ', '')}`);
console.log(`second: ${second.message ?? 'answered'} (requests that reached the server: ${reached})`);
server.close();
process.exitCode = first.status === 401 && /Expected token to be set/.test(second.message ?? '') && reached === 1 ? 0 : 1;
JS
node run.mjs
