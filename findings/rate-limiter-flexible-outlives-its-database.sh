#!/usr/bin/env bash
# rate-limiter-flexible 11.4.0, RateLimiterPrisma, seen in November 2026 on Node 20.
#
# Each limiter that is given a Prisma client deletes its expired rows by a timer of its own, every five minutes, and there is no call that
# ends it: neither the class nor its instances have a close or stop. A process that has said goodbye to its database and lives on (a test
# run, a server that opens another database) is asked for a query five minutes later all the same; a real client then connects anew by
# itself, and where the database is gone the library writes that to the console. The option `clearExpiredByTimeout: false` keeps the timer
# from being set, and then nothing is deleted.
#
# Takes a little over five minutes. Output seen:
#   ways to stop it: none
#   asked after the goodbye: 1 of the limiter, 0 of the one without the timer
#   said in the console: Failed to clear expired records: the client is gone
set -euo pipefail
cd "$(mktemp -d)"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund rate-limiter-flexible@11.4.0 >/dev/null
cat > run.mjs <<'JS'
import { setTimeout as sleep } from 'node:timers/promises';
import { RateLimiterPrisma } from 'rate-limiter-flexible';

/** What the library asks of a Prisma client, with a goodbye. */
function client() {
  const asked = { afterGoodbye: 0 };
  let isGone = false;
  const RateLimiterFlexible = {
    async deleteMany() {
      if (!isGone) return { count: 0 };
      asked.afterGoodbye++;
      throw new Error('the client is gone');
    },
    async upsert({ create }) {
      return create;
    },
  };
  return { asked, RateLimiterFlexible, $disconnect: () => void (isGone = true) };
}

let said = '';
console.warn = (...words) => void (said ||= words.map((word) => (word instanceof Error ? word.message : word)).join(' '));
const [one, other] = [client(), client()];
const limiter = new RateLimiterPrisma({ storeClient: one, points: 5, duration: 60 });
const quiet = new RateLimiterPrisma({ storeClient: other, points: 5, duration: 60, clearExpiredByTimeout: false });
await Promise.all([limiter.consume('somebody'), quiet.consume('somebody')]);

const names = new Set();
for (let at = limiter; at && at !== Object.prototype; at = Object.getPrototypeOf(at))
  for (const name of Object.getOwnPropertyNames(at)) names.add(name);
const ways = [...names].filter((name) => /close|stop|end$|destroy|dispose|disconnect/i.test(name));
console.log(`ways to stop it: ${ways.join(', ') || 'none'}`);
one.$disconnect();
other.$disconnect();
await sleep(5 * 60_000 + 5_000);
console.log(`asked after the goodbye: ${one.asked.afterGoodbye} of the limiter, ${other.asked.afterGoodbye} of the one without the timer`);
console.log(`said in the console: ${said}`);
const isAsSeen = ways.length === 0 && one.asked.afterGoodbye === 1 && other.asked.afterGoodbye === 0 && said.includes('is gone');
process.exitCode = isAsSeen ? 0 : 1;
JS
node run.mjs
