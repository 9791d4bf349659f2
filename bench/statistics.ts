export interface Spread {
  count: number;
  p50: number;
  p99: number;
  max: number;
}

/** Nearest rank: every figure was really measured. `share` 0.5 is the median. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function spreadOf(values: readonly number[]): Spread {
  const rank = (share: number) => percentile(values, share);
  return { count: values.length, p50: rank(0.5), p99: rank(0.99), max: rank(1) };
}
