const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escaped = (value: unknown): string =>
  textOf(value).replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);

/** A cell: nothing for null, JSON for what has parts. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const style = `
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #1d1b2e; background: #fff; }
  h1 { font-size: 1.75rem; line-height: 1.2 } h2 { margin-top: 2.5rem }
  a { color: #4a31c4 } table { border-collapse: collapse; font-size: .875rem } .wide { overflow-x: auto }
  th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #ddd; max-width: 30rem; overflow-wrap: anywhere }
  th { background: #f4f2fb } .soft { color: #5b5870 }
  .pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: 1rem }
  figure { margin: 0 } figure img { width: 100%; height: 11rem; object-fit: contain; background: #f4f2fb; image-rendering: auto }
  figcaption { font-size: .8125rem; overflow-wrap: anywhere }
  @media (prefers-color-scheme: dark) { body { color: #eceaf6; background: #16141f } a { color: #b3a4ff } th, figure img { background: #262335 }
    th, td { border-color: #39364a } .soft { color: #a9a6bd } }`;

/** Nothing is asked of anybody: no script, no font, no picture but those beside it. */
export const pageHead = (title: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'">
<title>${escaped(title)}</title><style>${style}</style></head><body><main>
<h1>${escaped(title)}</h1>
`;
export const pageEnd = '</main></body></html>\n';

export const tableOf = (header: readonly string[], rows: ReadonlyArray<readonly unknown[]>): string =>
  `<div class="wide"><table><thead>${rowOf(header, 'th')}</thead><tbody>${rows.map((row) => rowOf(row, 'td')).join('')}</tbody></table></div>\n`;
export const rowOf = (cells: readonly unknown[], tag: 'td' | 'th'): string =>
  `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
