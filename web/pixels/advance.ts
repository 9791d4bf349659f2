/** Where a player is. */
export interface Playhead {
  /** Among the frames in the order in which they are shown. */
  at: number;
  /** For how long that one has been shown, in ms. */
  sinceMs: number;
  /** How often all were shown. */
  rounds: number;
}

/**
 * So much later. Each frame is shown for exactly its time, however late a browser says that time has passed: what is left over counts for the next.
 * @param times of the frames in the order in which they are shown, in ms, each above 0
 * @param repeat after so many rounds it stays on the last frame; 0: it never ends
 */
export function advanced(from: Playhead, byMs: number, times: readonly number[], repeat: number): Playhead {
  const roundMs = times.reduce((sum, ms) => sum + ms, 0);
  if (roundMs <= 0) return from;
  let { at, rounds } = from;
  let left = from.sinceMs + byMs;
  // A page that was hidden for an hour: whole rounds at once.
  if (repeat === 0 && left > roundMs) {
    rounds += Math.floor(left / roundMs);
    left %= roundMs;
  }
  for (let ms = times[at] ?? 0; left >= ms; ms = times[at] ?? 0) {
    const isLast = at === times.length - 1;
    if (isLast && repeat > 0 && rounds + 1 >= repeat) return { at, sinceMs: ms, rounds: repeat };
    left -= ms;
    at = isLast ? 0 : at + 1;
    if (isLast) rounds += 1;
  }
  return { at, sinceMs: left, rounds };
}

export const isOver = ({ rounds }: Playhead, repeat: number): boolean => repeat > 0 && rounds >= repeat;
