import type { PixelRow } from './row.ts';

/** Empty if it was not measured. */
export function pixelTable(rows: readonly PixelRow[] | undefined): string {
  if (!rows) return '';
  const mark = ({ met }: PixelRow) => (met === undefined ? '' : met ? ' ✓' : ' ✗');
  const lines = rows.map((row) => `| ${row.what} | ${row.target} | ${row.found}${mark(row)} |`);
  return ['| pixel art | target | |', '|---|---|---|', ...lines].join('\n');
}
