// Does something in one process at a time, however many npm starts at once. Plain Node without packages: what uses it runs before
// anything can be taken for granted.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits for whoever is at it, and then does it, unless that is what they have just done.
 * @param {string} lock a file that stands for being at it; one whose process is gone is taken over
 * @param {() => boolean} isCurrent whether there is nothing (left) to do
 * @param {() => void | Promise<void>} work
 */
export async function once(lock, isCurrent, work) {
  if (isCurrent()) return;
  while (!takeLock(lock)) await sleep(100);
  try {
    if (!isCurrent()) await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function takeLock(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isLeftOver(lock)) rmSync(lock, { force: true });
    return false;
  }
}

/** Whether the process that took the lock is gone. */
function isLeftOver(lock) {
  try {
    // Empty for an instant, between its creation and the writing of the number.
    const pid = Number(readFileSync(lock, 'utf8'));
    if (pid > 0) process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
