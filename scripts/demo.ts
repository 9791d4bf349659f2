import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endingOf } from '#core/assets/picture-type.ts';
import { sniffFormat, typeOf } from '#core/assets/sniff-format.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { playDiscord } from './demo/discord.ts';
import { playSlack } from './demo/slack.ts';
import type { Played } from './demo/transcript.ts';
import { demoWorld } from './demo/world.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);

/** Plays /imagine in both chats with the real client libraries, and shows what each side saw. */
async function demo() {
  const dataDir = process.env.UPIXEL_DATA_DIR ?? '.upixel';
  const folder = join(dataDir, 'demo');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const world = await demoWorld(join(folder, 'data'));
  try {
    say(`UPixel is up after ${(world.startMs / 1000).toFixed(1)} s; queue on ${world.deps.backend.kind}.\n`);
    const played = [await playDiscord(world.sandbox, say), await playSlack(world.sandbox, say)];
    await savePictures(folder, played);
    await checkLedger(world);
  } finally {
    await world.stop();
    await rm(join(folder, 'data'), { recursive: true, force: true });
  }
}

async function savePictures(folder: string, played: Played[]) {
  for (const { chat, pictures } of played)
    for (const [index, bytes] of pictures.entries()) {
      const file = join(folder, `${chat}-${index + 1}.${endingOf(typeOf[sniffFormat(bytes) ?? 'png'])}`);
      await writeFile(file, bytes);
      say(`saved ${file} (${bytes.length} bytes)`);
    }
}

async function checkLedger({ deps }: Awaited<ReturnType<typeof demoWorld>>) {
  const faults = await findFaultyWallets(deps);
  if (faults.length > 0) throw new Error(`The ledger does not add up: ${JSON.stringify(faults)}`);
  const [wallets, entries] = await Promise.all([
    deps.db.wallet.findMany({ select: { balance: true } }),
    deps.db.ledgerEntry.groupBy({ by: ['kind'], _sum: { amount: true }, orderBy: { kind: 'asc' } }),
  ]);
  const sums = entries.map(({ kind, _sum }) => `${kind} ${_sum.amount}`).join(', ');
  say(`\nledger: ${sums}; balances ${wallets.map((wallet) => wallet.balance).join(' and ')}. Everything adds up.`);
}

demo().then(
  () => process.exit(0),
  (error) => {
    process.stderr.write(`\nThe demo failed. ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
