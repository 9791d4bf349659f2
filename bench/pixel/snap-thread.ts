import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import { createPixelThreads } from '#core/images/pixel-threads.ts';
import { pixelsOf } from '#core/images/raw-pixels.ts';
import type { PixelRow } from './row.ts';
import { damagedPicture } from './snap-pictures.ts';
import { tunedOn } from './snap-score.ts';

/** BullMQ renews a job's lock when half of its time is over; here as often as would be for locks of a second. */
const renewMs = 500;
/** Later than this, such a lock would be lost. */
const lockMs = 1_000;
const snaps = 50;

/** Fifty snaps at once, as if each were a job, beside the timer that renews their locks. */
export async function threadRows(): Promise<PixelRow[]> {
  const threads = createPixelThreads();
  const { png } = await damagedPicture('noisy', tunedOn[0], 0);
  const before = residentMb();
  try {
    const picture = await pixelsOf(sharp(png));
    await threads.snap([{ ...picture, data: picture.data.slice() }]);
    await pause(200);
    const thread = residentMb() - before;
    let [last, late, longest] = [performance.now(), 0, 0];
    const timer = setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - last - renewMs);
      if (now - last >= lockMs) late += 1;
      last = now;
    }, renewMs);
    const from = performance.now();
    await Promise.all(Array.from({ length: snaps }, async () => threads.snap([await pixelsOf(sharp(png))])));
    const took = performance.now() - from;
    clearInterval(timer);
    return [
      {
        what: `late renewals of locks while ${snaps} snaps run; the latest by; all done after`,
        target: '0',
        found: `${late}; ${longest.toFixed(0)} ms; ${(took / 1_000).toFixed(1)} s`,
        met: late === 0,
      },
      {
        what: 'resident memory of the thread, with one picture of about 1024² in it',
        target: '',
        found: `${thread.toFixed(0)} MB`,
      },
    ];
  } finally {
    await threads.stop();
  }
}

const residentMb = (): number => process.memoryUsage.rss() / 2 ** 20;
