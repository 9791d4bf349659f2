/** Spreadsheets take a cell that begins so for a formula, and run it. */
const formula = /^[=+\-@\t\r]/;

/** A cell of RFC 4180. What people wrote is text, and stays text: `=1+1` gets an apostrophe in front. */
function cell(value: string | number | null): string {
  if (typeof value === 'number') return String(value);
  const text = value === null ? '' : formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvLine = (cells: ReadonlyArray<string | number | null>) => `${cells.map(cell).join(',')}\r\n`;

/** By which Excel knows UTF-8. */
export const byteOrderMark = '\uFEFF';
