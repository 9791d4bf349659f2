import { type APITextDisplayComponent, ComponentType } from 'discord-api-types/v10';
import { platforms } from '../../contract/platforms.ts';
import { rowLine, type TableBlock } from '../card/blocks.ts';
import { plainWords } from '../card/text.ts';
import type { Room } from './room.ts';
import { escapeDiscord, words } from './words.ts';

/** Wider cells would push the others off a phone's screen. */
const mostCell = 30;
const fence = '```';

/**
 * Discord has no tables: the rows are lines of a code block, in a fixed-width font; if a cell is too wide for that, lines of words. Rows are shown whole
 * or not at all.
 */
export function renderTable(room: Room, block: TableBlock): APITextDisplayComponent | undefined {
  const cells = [
    block.header,
    ...block.rows.map((row) => row.map((cell) => plainWords(cell, platforms.discord.typed))),
  ];
  const caption = `**${escapeDiscord(block.caption)}**`;
  if (cells.flat().some((cell) => wide(cell) > mostCell)) {
    const lines = block.rows.map((row) => words(rowLine(row, platforms.discord.typed)));
    return display(room, { head: [caption], rows: lines, tail: [] });
  }
  const shown = cells.map((row) => row.map((cell) => cell.replaceAll('`', "'").replaceAll('\n', ' ')));
  const widths = block.header.map((_, at) => Math.max(...shown.map((row) => wide(row[at]))));
  const [first = '', ...rows] = shown.map((row) =>
    widths
      .map((width, at) => `${row[at] ?? ''}${' '.repeat(width - wide(row[at]))}`)
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return display(room, { head: [caption, fence, first, rule], rows, tail: [fence] });
}

/** As many rows as there is room for; nothing if there is none. */
function display(
  room: Room,
  { head, rows, tail }: { head: string[]; rows: string[]; tail: string[] },
): APITextDisplayComponent | undefined {
  const shown = [...head];
  const lengthOf = () => [...shown, ...tail].join('\n').length;
  if (lengthOf() > room.words) return undefined;
  for (const [at, line] of rows.entries()) {
    if (lengthOf() + line.length + 1 > room.words) {
      room.left.add('row', rows.length - at);
      break;
    }
    shown.push(line);
  }
  room.words -= lengthOf();
  return { type: ComponentType.TextDisplay, content: [...shown, ...tail].join('\n') };
}

/** What only gives a direction has no width. */
const wide = (cell = '') => [...cell.replaceAll(/\p{Bidi_Control}/gu, '')].length;
