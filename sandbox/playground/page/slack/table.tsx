import type { Element } from './block-types.ts';
import { RichText } from './rich-text.tsx';

/** Rich text, or plain text. */
export type Cell = Pick<Element, 'type' | 'elements'> & { text?: string };

/** The first row is the header; https://docs.slack.dev/reference/block-kit/blocks/table-block and data-table-block, of which it shows all pages. */
export function Table({ rows: [header = [], ...rows], caption }: { rows: Cell[][]; caption?: string }) {
  const shown = (cell: Cell) =>
    cell.type === 'rich_text' ? <RichText elements={cell.elements ?? []} /> : String(cell.text ?? '');
  return (
    <div className="s-table-room">
      <table className="s-table">
        {caption && <caption>{caption}</caption>}
        <thead>
          <tr>
            {header.map((cell, index) => (
              <th key={String(index)} scope="col">
                {shown(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={String(index)}>
              {row.map((cell, cellIndex) => (
                <td key={String(cellIndex)}>{shown(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
