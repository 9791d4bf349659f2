import { platforms } from '../../contract/platforms.ts';
import type { TableBlock } from '../card/blocks.ts';
import { plainWords } from '../card/text.ts';
import { slackLimits } from './limits.ts';
import type { Room } from './room.ts';
import type { BlockOf } from './words.ts';

/** A message may have one. Rows are shown whole or not at all; https://docs.slack.dev/reference/block-kit/blocks/table-block */
export function renderTable(room: Room, { header, rows }: TableBlock): BlockOf<'table'> | undefined {
  const cells = [header, ...rows.map((row) => row.map((cell) => plainWords(cell, platforms.slack.typed)))];
  const [first = [], ...others] = cells.map((row) => row.slice(0, slackLimits.tableColumns));
  if (room.tables === 0 || lengthOf(first) > room.words) return undefined;
  room.tables -= 1;
  room.words -= lengthOf(first);
  room.left.add('column', header.length - first.length);
  const shown = [first];
  for (const row of others) {
    if (shown.length === slackLimits.tableRows || lengthOf(row) > room.words) break;
    room.words -= lengthOf(row);
    shown.push(row);
  }
  room.left.add('row', cells.length - shown.length);
  // Slack refuses a cell without text.
  return { type: 'table', rows: shown.map((row) => row.map((cell) => ({ type: 'raw_text', text: cell || '–' }))) };
}

const lengthOf = (row: string[]) => row.reduce((sum, cell) => sum + Math.max(1, cell.length), 0);
