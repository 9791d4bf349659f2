#!/usr/bin/env bash
# pino 10.4.0 with sonic-boom 4.2.1, seen in November 2026 on Node 20.
#
# A destination that writes asynchronously (`sync: false`) has by itself the minimum length 0, and with that its flush calls back at once and waits for nothing:
# the write of the first line is under way, the others are behind it in the buffer, and a program that reads the file or ends in the callback has none of
# these. No error is given. With any other minimum length, even of one byte, the same call back comes when all lines are in the file.
#
# Output seen:
#   minLength 0: 1 line of 100 at most is in the file when flush has called back
#   minLength 1: all 100 lines are in the file when flush has called back
set -euo pipefail
cd "$(mktemp -d)"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund pino@10.4.0 sonic-boom@4.2.1 >/dev/null
cat > run.mjs <<'JS'
import { openSync, readFileSync } from 'node:fs';
import pino from 'pino';

for (const minLength of [0, 1]) {
  const file = `${minLength}.log`;
  const log = pino({ base: null }, pino.destination({ dest: openSync(file, 'a'), sync: false, minLength }));
  for (let line = 0; line < 100; line++) log.info({ line }, 'a line');
  const lines = await new Promise((done) => log.flush(() => done(readFileSync(file, 'utf8').split('\n').length - 1)));
  const words = { 0: '1 line of 100 at most is', 1: '1 line of 100 at most is', 100: 'all 100 lines are' };
  console.log(`minLength ${minLength}: ${words[lines] ?? `${lines} lines are`} in the file when flush has called back`);
}
JS
node run.mjs | tee seen

diff seen - <<'SEEN'
minLength 0: 1 line of 100 at most is in the file when flush has called back
minLength 1: all 100 lines are in the file when flush has called back
SEEN
