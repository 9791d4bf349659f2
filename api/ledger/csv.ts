/**
 * What a spreadsheet takes for a formula where a cell begins so, also in full-width signs; white space, quotes and what is not seen
 * may stand before it. A file with commas is opened elsewhere with semicolons, tabs or bars between the cells, so a cell may begin
 * behind each of these, too. (OWASP: CSV injection.) What begins a cell is taken whole, sign or none, so that a row of line ends is looked at
 * once and not again from each of them.
 */
const cellStart = /([;,|:\t\r\n]|^)([\s\p{C}"'“”‘’]*)([=+\-@＝＋－＠]?)/gu;

/** A cell of RFC 4180. What people wrote is text, and stays text: `=1+1` gets an apostrophe in front. */
function cell(value: string | number | null): string {
  if (typeof value === 'number') return String(value);
  const text = (value ?? '').replace(cellStart, (whole, _start: string, _unseen: string, sign: string) =>
    sign === '' ? whole : `${whole.slice(0, -1)}'${sign}`,
  );
  return /[",;|\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvLine = (cells: ReadonlyArray<string | number | null>) => `${cells.map(cell).join(',')}\r\n`;

/** By which Excel knows UTF-8. */
export const byteOrderMark = '\uFEFF';
