import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

type Cell = string | number | Date | Uint8Array | null;
type Row = Record<string, Cell>;

/** Rows in the text format of COPY, by table; the first row of a table names its columns. */
export class Rows {
  readonly #tables = new Map<string, { columns: string[]; lines: string[] }>();

  add(table: string, row: Row): void {
    const known = this.#tables.get(table) ?? { columns: Object.keys(row), lines: [] };
    this.#tables.set(table, known);
    known.lines.push(`${known.columns.map((column) => cellText(row[column] ?? null)).join('\t')}\n`);
  }

  count(table: string): number {
    return this.#tables.get(table)?.lines.length ?? 0;
  }

  /** Writes them with as few statements as there are tables. */
  async copyInto(client: pg.Client): Promise<void> {
    for (const [table, { columns, lines }] of this.#tables) {
      const statement = `COPY ${table} (${columns.join(', ')}) FROM STDIN`;
      await pipeline(Readable.from(inParts(lines)), client.query(copyFrom(statement)));
    }
  }
}

/** None of the words has a tab, a line break or a backslash. */
function cellText(cell: Cell): string {
  if (cell === null) return '\\N';
  if (cell instanceof Date) return cell.toISOString();
  if (cell instanceof Uint8Array) return `\\\\x${Buffer.from(cell).toString('hex')}`;
  return String(cell);
}

function* inParts(lines: readonly string[]): Generator<string> {
  for (let at = 0; at < lines.length; at += 1_000) yield lines.slice(at, at + 1_000).join('');
}
