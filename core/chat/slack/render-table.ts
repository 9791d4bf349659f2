import { platforms } from '../../contract/platforms.ts';
import { rowLine, type TableBlock } from '../card/blocks.ts';
import { plainWords, type Text } from '../card/text.ts';
import { slackLimits } from './limits.ts';
import type { Room } from './room.ts';
import { type BlockOf, bold, newLine, rich, richText } from './words.ts';

type Cell = BlockOf<'data_table'>['rows'][number][number];

/**
 * A table that people sort and leaf through, in a message; in a window and the Home tab, which take none, its rows are lines. Rows are shown whole or
 * not at all. https://docs.slack.dev/reference/block-kit/blocks/data-table-block
 */
export function renderTable(room: Room, block: TableBlock): BlockOf<'data_table'> | BlockOf<'rich_text'> | undefined {
  return room.hasTables ? dataTable(room, block) : lines(room, block);
}

function dataTable(room: Room, { caption, header, rows }: TableBlock): BlockOf<'data_table'> | undefined {
  const cells = [header, ...rows.map((row) => row.map(words))];
  const [first = [], ...others] = cells.map((row) =>
    // Slack refuses rows of different lengths.
    header.slice(0, slackLimits.tableColumns).map((_, at) => row[at] ?? ''),
  );
  const left = room.words - caption.length - lengthOf(first);
  const fit = fitting(others.map(lengthOf), left).slice(0, slackLimits.tableRows - 1);
  if (fit.length === 0) return undefined;
  room.words = left - sum(fit);
  room.left.add('column', header.length - first.length);
  room.left.add('row', others.length - fit.length);
  return {
    type: 'data_table',
    caption,
    page_size: Math.min(fit.length, slackLimits.tablePage),
    rows: [first.map(textCell), ...others.slice(0, fit.length).map((row) => row.map(cellOf))],
  };
}

function lines(room: Room, { caption, rows }: TableBlock): BlockOf<'rich_text'> | undefined {
  const shown = rows.map((row) => rowLine(row, platforms.slack.typed));
  const left = room.words - caption.length;
  const lengths = shown.map((line) => words(line).length + 1);
  const fit = fitting(lengths, left);
  if (fit.length === 0) return undefined;
  room.words = left - sum(fit);
  room.left.add('row', rows.length - fit.length);
  return richText([bold(caption), ...shown.slice(0, fit.length).flatMap((line) => [newLine, ...rich(line)])]);
}

const words = (text: Text) => plainWords(text, platforms.slack.typed);
const sum = (lengths: readonly number[]) => lengths.reduce((all, length) => all + length, 0);
const lengthOf = (row: readonly string[]) => sum(row.map((cell) => Math.max(1, cell.length)));

/** The first of these that fit together. */
function fitting(lengths: readonly number[], room: number): number[] {
  let left = room;
  const at = lengths.findIndex((length) => {
    left -= length;
    return left < 0;
  });
  return at < 0 ? [...lengths] : lengths.slice(0, at);
}

/** Slack refuses a cell without text. */
const textCell = (cell: string): Cell => ({ type: 'raw_text', text: cell || '–' });

/** What is a number is sorted as one. */
function cellOf(cell: string): Cell {
  if (!/^[+−]?\d[\d,]*$/.test(cell)) return textCell(cell);
  return { type: 'raw_number', value: Number(cell.replaceAll(',', '').replace('−', '-')), text: cell };
}
