const shortestMs = 2_000;
const longestMs = 5 * 60_000;

/**
 * How long to wait before the next attempt at something that has been tried for `triedMs`: half of that, between 2 s and 5 min. So the
 * pauses grow by half each time, without a counter.
 */
export const growingPauseMs = (triedMs: number): number =>
  Math.round(Math.min(longestMs, Math.max(shortestMs, triedMs / 2)));
