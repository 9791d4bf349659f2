#!/usr/bin/env bash
# @sparticuz/chromium 147.0.0, seen in November 2026 on Node 20.
#
# `await chromium.executablePath()` reads as "the browser is unpacked now". It answers at once with the path if a file of that name lies
# in the temporary folder, which is written to in place: a second process that asks while the first is unpacking (two test files on
# a fresh machine) gets the path of a part of the browser, and after an interrupted unpacking everybody does, until somebody deletes
# the file. Nothing says so; what is started there crashes.
#
# Output seen (the size of the part varies):
#   second process: answered while 19308535 of 196676728 bytes were there
#   after an interrupted unpacking: the part is handed out as the browser
set -euo pipefail
cd "$(mktemp -d)"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @sparticuz/chromium@147.0.0 >/dev/null
cat > ask.mjs <<'JS'
import { statSync } from 'node:fs';
import chromium from '@sparticuz/chromium';

const path = await chromium.executablePath();
process.stdout.write(String(statSync(path).size));
JS
cat > run.mjs <<'JS'
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';

const ask = (TMPDIR) => {
  const child = spawn(process.execPath, ['ask.mjs'], { env: { ...process.env, TMPDIR }, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (data) => (said += data));
  return { child, size: new Promise((resolve) => child.once('close', () => resolve(Number(said)))) };
};
const begun = async (folder) => {
  while (!existsSync(join(folder, 'chromium'))) await new Promise((resolve) => setTimeout(resolve, 5));
};

const shared = mkdtempSync('shared-');
const first = ask(join(process.cwd(), shared));
await begun(shared);
const second = await ask(join(process.cwd(), shared)).size;
const whole = await first.size;
console.log(`second process: answered while ${second} of ${whole} bytes were there`);

const interrupted = mkdtempSync('interrupted-');
const broken = ask(join(process.cwd(), interrupted));
await begun(interrupted);
broken.child.kill('SIGINT');
await broken.size;
const later = await ask(join(process.cwd(), interrupted)).size;
const isPart = later < whole;
console.log(`after an interrupted unpacking: ${isPart ? 'the part is handed out as the browser' : 'the browser is whole'}`);
process.exitCode = second < whole && isPart ? 0 : 1;
JS
node run.mjs
