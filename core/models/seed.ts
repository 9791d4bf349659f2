import { randomInt } from 'node:crypto';
import { z } from 'zod';

/** The largest seed that every model here accepts: the providers' seeds are signed 32-bit integers. */
export const maxSeed = 2 ** 31 - 1;

export const seedSchema = z.int().min(0).max(maxSeed);

export function randomSeed(): number {
  return randomInt(maxSeed);
}

/** The seed of a generation's run number `index` (0 is the first), so that runs differ and each can be repeated. */
export function seedOfRun(seed: number, index: number): number {
  return (seed + index) % (maxSeed + 1);
}
