#!/usr/bin/env bash
# @bull-board/express and @bull-board/api 9.10.1, seen in November 2026 on Node 20.
#
# The dashboard is meant for a private network, and is served by one's own process with its scripts and styles; but its page has a stylesheet of
# fonts.googleapis.com in it. Whoever opens it tells Google their address, and on a network without a way out the page waits for it (it stands
# in the head). No option of `uiConfig` leaves it out.
#
# Output seen:
#   served by ourselves: 5 or more; by others: https://fonts.googleapis.com/css2
set -euo pipefail
cd "$(mktemp -d)"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @bull-board/api@9.10.1 @bull-board/express@9.10.1 express@5.3.0 >/dev/null
cat > run.mjs <<'JS'
import { createBullBoard } from '@bull-board/api';
import { ExpressAdapter } from '@bull-board/express';
import express from 'express';

const serverAdapter = new ExpressAdapter();
serverAdapter.setBasePath('/queues');
createBullBoard({ queues: [], serverAdapter });
const server = express().use('/queues', serverAdapter.getRouter()).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const page = await (await fetch(`http://127.0.0.1:${server.address().port}/queues`)).text();
const named = [...page.matchAll(/<(?:link|script)\b[^>]*(?:href|src)="([^"]+)"/g)].map(([, address]) => address);
const others = named.filter((address) => /^https?:/.test(address)).map((address) => address.split('?')[0]);
console.log(`served by ourselves: ${named.length - others.length >= 5 ? '5 or more' : named.length}; by others: ${others.join(', ')}`);
server.close();
process.exitCode = others.join() === 'https://fonts.googleapis.com/css2' ? 0 : 1;
JS
node run.mjs
