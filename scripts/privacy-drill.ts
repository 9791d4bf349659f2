import { drill } from './drill/drill.ts';

/**
 * `npm run privacy:drill`: shows that a backup brings nobody back who was erased. It needs nothing but what npm brings; where `pg_dump` is on the PATH,
 * its dump is searched, too.
 */
async function main(): Promise<void> {
  process.stdout.write(
    'Two people make pictures, a backup is made, one of them is erased, the backup is restored …\n\n',
  );
  const { backups, words, erasedAgain, left, othersWhole, faultyWallets } = await drill();
  const lines = backups.flatMap(({ how, wordsReadable, idsReadable }) => [
    `In ${how}:`,
    `  of ${words} words of theirs, readable: ${wordsReadable}`,
    `  of their address, which leaves the backups after 35 days, and their chat id, readable: ${idsReadable.length}`,
  ]);
  if (backups.length === 1)
    lines.unshift('(pg_dump is not on the PATH, or too old for this server: only the folder is searched.)', '');
  const isGood =
    backups.every(({ wordsReadable }) => wordsReadable === 0) &&
    erasedAgain &&
    left.length === 0 &&
    othersWhole &&
    faultyWallets === 0;
  lines.push(
    'In the restored database, started with today’s keys:',
    `  erased again before anybody was served: ${erasedAgain ? 'yes' : 'NO'}`,
    `  what is left of them: ${left.length === 0 ? 'nothing' : left.join(', ')}`,
    `  the other person’s words and picture, whole: ${othersWhole ? 'yes' : 'NO'}`,
    `  wallets that do not add up: ${faultyWallets}`,
    '',
    isGood ? 'The promise holds.' : 'THE PROMISE DOES NOT HOLD.',
  );
  process.stdout.write(`${lines.join('\n')}\n`);
  if (!isGood) process.exitCode = 1;
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
