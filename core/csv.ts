/**
 * What a spreadsheet takes for a formula at the start of a cell, also in full-width signs; white space, quotes and invisible characters may precede
 * it. Elsewhere a file with commas is opened with semicolons, tabs or bars between the cells, so a cell may also begin after each of these. (OWASP:
 * CSV injection.) The start of a cell is matched whole, sign or none, so that a row of line ends is scanned once and not again from each of them.
 */
const cellStart = /([;,|:\t\r\n]|^)([\s\p{C}"'“”‘’]*)([=+\-@＝＋－＠]?)/gu;

/** A cell of RFC 4180. Text that people wrote stays text: `=1+1` gets an apostrophe in front. */
function cell(value: string | number | null): string {
  if (typeof value === 'number') return String(value);
  const text = (value ?? '').replace(cellStart, (whole, _start: string, _unseen: string, sign: string) =>
    sign === '' ? whole : `${whole.slice(0, -1)}'${sign}`,
  );
  return /[",;|\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvLine = (cells: ReadonlyArray<string | number | null>) => `${cells.map(cell).join(',')}\r\n`;

/** Excel recognizes UTF-8 by it. */
export const byteOrderMark = '\uFEFF';
