/** Browsers show a frame of less for 100 ms; what they do with 20 ms they do as it says. */
const leastHundredths = 2;

/**
 * How long each frame is shown in a GIF, which counts in hundredths of a second. What one frame is too long or too short the next ones are shorter or longer, so that
 * the whole takes as long as it should: 33, 33, 34 ms are 3, 4, 3 hundredths.
 */
export function hundredthsOf(times: readonly number[]): number[] {
  let owedMs = 0;
  return times.map((ms) => {
    const wantedMs = ms + owedMs;
    const given = Math.max(leastHundredths, Math.round(wantedMs / 10));
    owedMs = wantedMs - given * 10;
    return given;
  });
}
