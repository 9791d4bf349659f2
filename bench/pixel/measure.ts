import { contractRows } from './contract.ts';
import type { PixelRow, PixelRun } from './row.ts';
import { snapRows } from './snap.ts';
import { threadRows } from './snap-thread.ts';
import { wholeRows } from './snap-whole.ts';
import { writerRows } from './writers.ts';

/** What the pixel studio takes, without servers: all of it is work of the processor. */
export async function measurePixel(run: PixelRun): Promise<PixelRow[]> {
  const rounds = run.quick ? 50 : 300;
  return [
    ...(await snapRows(run)),
    ...wholeRows(run.quick),
    ...contractRows(rounds),
    ...writerRows(rounds),
    ...(await threadRows()),
  ];
}
