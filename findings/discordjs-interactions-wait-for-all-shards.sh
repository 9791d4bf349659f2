#!/usr/bin/env bash
# discord.js 14.28.1, seen in November 2026 on Node 20.
#
# An interaction that reaches a shard which is ready is held back until EVERY shard of the process is ready: the client queues gateway
# packets (all but the GUILD_* ones that make it ready) while its status is not Ready. Discord wants an answer within 3 s and lets one
# shard identify every 5 s, so with `shards: 'auto'` and more than one shard every interaction in the first seconds after a start (or while a
# later shard cannot get its session) is answered too late, though its own shard worked. `client.ws.on('INTERACTION_CREATE')` gets the
# raw payload at once.
#
# Output seen (the second shard is given its READY 6 s after the first; times are since the interaction was sent):
#   raw packet after 0 s, interactionCreate after 6 s
set -euo pipefail
cd "$(mktemp -d)"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund discord.js@14.28.1 ws@8.23.0 >/dev/null
cat > run.mjs <<'JS'
import { createServer } from 'node:http';
import { Client } from 'discord.js';
import { WebSocketServer } from 'ws';

const interaction = {
  ...{ id: '1200000000000000001', application_id: '1', type: 2, token: 'token', version: 1, channel_id: '5' },
  ...{ user: { id: '7', username: 'ada', discriminator: '0', avatar: null }, app_permissions: '442368', locale: 'en-US' },
  ...{ entitlements: [], authorizing_integration_owners: {}, attachment_size_limit: 10485760 },
  data: { id: '9', name: 'imagine', type: 1 },
};
const server = createServer((request, response) => {
  const { port } = server.address();
  const session_start_limit = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 2 };
  const body = request.url.endsWith('/gateway/bot') ? { url: `ws://127.0.0.1:${port}`, shards: 2, session_start_limit } : {};
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));

let sentAt;
new WebSocketServer({ server }).on('connection', (socket) => {
  const send = (payload) => socket.send(JSON.stringify(payload));
  send({ op: 10, d: { heartbeat_interval: 41250 } });
  socket.on('message', (data) => {
    const { op, d } = JSON.parse(String(data));
    if (op === 1) send({ op: 11 });
    if (op !== 2) return;
    const [shard] = d.shard;
    const user = { id: '1', username: 'bot', discriminator: '0', avatar: null, bot: true };
    const ready = {
      ...{ v: 10, user, guilds: [], session_id: `s${shard}`, resume_gateway_url: `ws://127.0.0.1:${server.address().port}` },
      ...{ shard: d.shard, application: { id: '1', flags: 0 } },
    };
    setTimeout(() => send({ op: 0, s: 1, t: 'READY', d: ready }), shard === 0 ? 0 : 6000);
    if (shard === 0)
      setTimeout(() => {
        sentAt = Date.now();
        send({ op: 0, s: 2, t: 'INTERACTION_CREATE', d: interaction });
      }, 200);
  });
});

const client = new Client({ intents: 1, shards: 'auto', rest: { api: `http://127.0.0.1:${server.address().port}` } });
const since = () => Math.round((Date.now() - sentAt) / 1000);
const raw = new Promise((resolve) => client.ws.on('INTERACTION_CREATE', () => resolve(since())));
const event = new Promise((resolve) => client.on('interactionCreate', () => resolve(since())));
await client.login('token');
const [rawAfter, eventAfter] = await Promise.race([Promise.all([raw, event]), new Promise((r) => setTimeout(r, 20_000, []))]);
console.log(`raw packet after ${rawAfter} s, interactionCreate after ${eventAfter} s`);
process.exit(rawAfter === 0 && eventAfter >= 5 ? 0 : 1);
JS
node run.mjs
