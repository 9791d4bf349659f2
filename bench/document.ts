import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Figure, Findings } from './report.ts';
export async function writeDocument(_f: Findings, _g: readonly Figure[]): Promise<void> {
  await writeFile(resolve('docs/benchmarks.md'), '');
}
