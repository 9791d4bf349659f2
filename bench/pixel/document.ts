import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { resolve } from 'node:path';
import type { PixelRow } from './row.ts';
import { reportedOn, tunedOn } from './snap-score.ts';
import { pixelTable } from './table.ts';

const title = '## Pixel art';
const page = resolve(import.meta.dirname, '../../docs/benchmarks.md');

/** What docs/benchmarks.md says of it. */
export function pixelSection(rows: readonly PixelRow[]): string[] {
  return [
    title,
    '',
    `\`npm run bench -- --only pixel --write\` renews this part alone. Measured on ${new Date().toISOString().slice(0, 10)} with ${availableParallelism()} cores of ${cpus()[0]?.model ?? 'an unknown processor'}.`,
    '',
    'Times are the processor’s (user and system), not the clock’s: the median, and the most or the 95th percentile. The pictures are drawn by code',
    '(`test/pixel`): kinds of art × damages × seeds, about 1,000 pixels wide, 16 to 128 cells. The numbers of the detector were chosen on seeds that',
    `begin with ${tunedOn.map((seed) => `“${seed}”`).join(', ')}; what is reported is of “${reportedOn}”. “Exact”: as many columns and rows as the art has, without asking.`,
    '`--misses folder` leaves every picture that was not found, beside what was found and what it was.',
    '',
    pixelTable(rows),
    ...(rows.some(({ met }) => met === false) ? ['', ...nextSteps] : []),
  ];
}

/** Of what is missed: why, and what the next step would cost. */
const nextSteps = [
  'What is missed on the tuned seeds: pitches that drift where a border has no edges, so that a cell more or less fits as well; sprites drawn in blocks whose',
  'outlines alone are as thin as a cell; flat art with noise and next to no edges. How many cells lie beyond the last edge is not in the picture. Of the time,',
  'about a third is the sums and edges of every pixel, and a tenth each the kernels and the looks at cells; allocating their arrays is not what takes it (the',
  'system has a fiftieth). WebAssembly with SIMD would take less of the sums, for a second language in the build: it was not tried.',
];

/** Renews it in the page and leaves the rest of the page as it is. */
export async function writePixelSection(rows: readonly PixelRow[]): Promise<void> {
  const text = await readFile(page, 'utf8');
  const section = `${pixelSection(rows).join('\n')}\n\n`;
  const from = text.indexOf(`\n${title}\n`) + 1;
  const following = from > 0 ? text.indexOf('\n## ', from) + 1 : text.indexOf('## Where the time goes');
  if (following <= 0) throw new Error('docs/benchmarks.md has no section before which pixel art stands.');
  await writeFile(page, text.slice(0, from > 0 ? from : following) + section + text.slice(following));
}
