import { spreadOf } from '../statistics.ts';

/** A line of the table of the pixel studio. */
export interface PixelRow {
  what: string;
  /** As people read it, `≤ 2 ms`; empty if there is none. */
  target: string;
  found: string;
  met?: boolean;
}

/** So that what V8 compiles at first is not measured. */
const warmUps = 30;

/** What the processor works for so many runs, each by itself, in milliseconds: median and most. The time on the clock is also that of whatever else the machine does. */
export function worked(rounds: number, work: () => unknown): { p50: number; max: number } {
  for (let round = 0; round < warmUps; round += 1) work();
  const times = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  const { p50, max } = spreadOf(times);
  return { p50, max };
}

/** A row whose median must not be above the limit. */
export function atMostMs(what: string, limitMs: number, { p50, max }: { p50: number; max: number }): PixelRow {
  return {
    what,
    target: `≤ ${limitMs} ms`,
    found: `${p50.toFixed(2)} ms, at most ${max.toFixed(2)} ms`,
    met: p50 <= limitMs,
  };
}

/** A share, as `97.5 %`. */
export const percent = (share: number): string => `${(share * 100).toFixed(1).replace(/\.0$/, '')} %`;

export interface PixelRun {
  quick: boolean;
  /** A folder for pictures whose grid was not found. */
  misses?: string | undefined;
  /** Pixel Snapper's program. */
  snapper?: string | undefined;
}
