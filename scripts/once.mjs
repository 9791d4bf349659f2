// Does something in one process at a time, however many npm starts at once. Plain Node without packages: its callers run before anything else can be
// relied on.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits for another process that is doing the work, then does it, unless that process has just done so.
 * @param {string} lock a file that exists while the work is done; if its process is gone, it is taken over
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
    // Empty for an instant, between its creation and the writing of the process id.
    const pid = Number(readFileSync(lock, 'utf8'));
    if (pid > 0) process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
