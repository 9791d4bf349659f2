/**
 * The shortest part of a list that still fails, as far as so many tries find it: halves are left out, then quarters, then eighths
 * (delta debugging: https://www.st.cs.uni-saarland.de/papers/tse2002/).
 */
export async function shorten<T>(
  list: readonly T[],
  stillFails: (part: readonly T[]) => Promise<boolean>,
  tries: number,
): Promise<readonly T[]> {
  let shortest = list;
  let left = tries;
  for (let parts = 2; shortest.length > 1 && left > 0; ) {
    const size = Math.ceil(shortest.length / parts);
    let isShorter = false;
    for (let from = 0; from < shortest.length && left > 0 && !isShorter; from += size, left--) {
      const without = [...shortest.slice(0, from), ...shortest.slice(from + size)];
      if (!(await stillFails(without))) continue;
      shortest = without;
      isShorter = true;
    }
    if (!isShorter && size === 1) break;
    if (!isShorter) parts = Math.min(parts * 2, shortest.length);
  }
  return shortest;
}
