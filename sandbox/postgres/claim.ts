import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { birthOf, isAlive } from './processes.ts';

/**
 * Claims a data folder for this process. Returns a function that releases it. Throws if another process has it; a claim
 * whose process is gone, killed or lost with the machine, no longer counts.
 */
export async function claim(dataDir: string): Promise<() => Promise<void>> {
  const file = join(dataDir, 'in-use-by');
  const mine = `${file}.${randomUUID()}`;
  await writeFile(mine, `${process.pid} ${await birthOf(process.pid)}`);
  try {
    // A link appears at once with its content, and never overwrites another.
    while (!(await link(mine, file).then(() => true, unlessTaken))) await clearIfGone(file);
  } finally {
    await rm(mine, { force: true });
  }
  return () => rm(file, { force: true });
}

const unlessTaken = (error: NodeJS.ErrnoException) => {
  if (error.code === 'EEXIST') return false;
  throw error;
};

async function clearIfGone(file: string): Promise<void> {
  const [pid = '', birth] = (await readFile(file, 'utf8').catch(() => '')).split(' ');
  if (pid && isAlive(Number(pid)) && String(await birthOf(Number(pid))) === birth)
    throw new Error(
      `Another UPixel (process ${pid}) is running on this data folder. Stop it first, or set UPIXEL_DATA_DIR to another folder.`,
    );
  await rm(file, { force: true });
}
