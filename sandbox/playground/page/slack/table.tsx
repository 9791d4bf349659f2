import type { Element } from './block-types.ts';
import { RichText } from './rich-text.tsx';

/** Rich text, or plain text. */
export type Cell = Pick<Element, 'type' | 'elements'> & { text?: string };

/** https://docs.slack.dev/reference/block-kit/blocks/table-block: its first row is the header. */
export function Table({ rows: [header = [], ...rows] }: { rows: Cell[][] }) {
  const shown = (cell: Cell) =>
    cell.type === 'rich_text' ? <RichText elements={cell.elements ?? []} /> : String(cell.text ?? '');
  return (
    <table className="s-table">
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
  );
}
