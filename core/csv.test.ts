import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

/** How a spreadsheet set to this separator reads a line: quotes count only at the start of a cell. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let rest = line.replace(/\r\n$/, '');
  while (true) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(rest);
    const end = rest.indexOf(separator, quoted ? quoted[0].length : 0);
    const whole = end < 0 ? rest : rest.slice(0, end);
    cells.push(quoted ? (quoted[1] ?? '').replaceAll('""', '"') + whole.slice(quoted[0].length) : whole);
    if (end < 0) return cells;
    rest = rest.slice(end + separator.length);
  }
}

const evil = ['=cmd|x', '+1+1', '-1', '@SUM(A1)', '＝1', ' =1', '"=1', "'=1", '\u200b=1', '\t=1'];
const names = [
  ...evil,
  ...evil.flatMap((text) => [';', ',', '|', '\t', '\n', ';"', '; '].map((sign) => `Eve${sign}${text}`)),
];

test.each([',', ';', '\t', '|'])('no name of anybody begins a formula where cells are parted by %j', (separator) => {
  for (const name of names) {
    const cells = cellsOf(csvLine(['2026-11-28', 50, `From ${name}`, name]), separator);
    const formulas = cells
      .flatMap((cell) => cell.split(/[\r\n]/))
      .filter((cell) => /^[\s\p{C}"]*[=+\-@＝＋－＠]/u.test(cell));
    expect({ name, formulas }).toEqual({ name, formulas: [] });
  }
});

test('ordinary words stay as they are, and read back whole', () => {
  const words = 'a fox-knight, “brave”; 3 - 1 = 2, e+mail@example.com';
  expect(cellsOf(csvLine([words, 'x']), ',')).toEqual([words, 'x']);
});

test('a row of line ends is read once, however long it is', () => {
  const prompt = `a${'\n'.repeat(20_000)}fox`;
  const from = process.cpuUsage();
  expect(cellsOf(csvLine([prompt]), ',')).toEqual([prompt]);
  // Of a core: others may use it meanwhile.
  expect(process.cpuUsage(from).user / 1_000).toBeLessThan(300);
});
