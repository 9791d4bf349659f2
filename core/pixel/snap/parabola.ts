/** A cut: its place by its number, and how much it says. */
export interface Point {
  index: number;
  place: number;
  weight: number;
}

/** Least squares: [place at 0, slope, bend]; a line, of which the bend is 0, unless it `bends`. */
export function parabolaThrough(points: readonly Point[], bends: boolean): [number, number, number] {
  // Sums of powers of numbers, and of those times places.
  let [n, s1, s2, s3, s4, p0, p1, p2] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (const { index, place, weight } of points) {
    const squared = index * index;
    n += weight;
    s1 += weight * index;
    s2 += weight * squared;
    s3 += weight * squared * index;
    s4 += weight * squared * squared;
    p0 += weight * place;
    p1 += weight * place * index;
    p2 += weight * place * squared;
  }
  const all = determinant(n, s1, s2, s1, s2, s3, s2, s3, s4);
  if (!bends || Math.abs(all) < 1e-9) {
    const line = n * s2 - s1 * s1;
    return line === 0 ? [p0 / n, 0, 0] : [(s2 * p0 - s1 * p1) / line, (n * p1 - s1 * p0) / line, 0];
  }
  return [
    determinant(p0, p1, p2, s1, s2, s3, s2, s3, s4) / all,
    determinant(n, s1, s2, p0, p1, p2, s2, s3, s4) / all,
    determinant(n, s1, s2, s1, s2, s3, p0, p1, p2) / all,
  ];
}

/** Of three columns. */
function determinant(
  a0: number,
  a1: number,
  a2: number,
  b0: number,
  b1: number,
  b2: number,
  c0: number,
  c1: number,
  c2: number,
): number {
  return a0 * (b1 * c2 - b2 * c1) - b0 * (a1 * c2 - a2 * c1) + c0 * (a1 * b2 - a2 * b1);
}
