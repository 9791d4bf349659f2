import { type APITextDisplayComponent, ComponentType } from 'discord-api-types/v10';
import { platforms } from '../../contract/platforms.ts';
import type { TableBlock } from '../card/blocks.ts';
import { plainWords } from '../card/text.ts';
import { cut } from '../cut.ts';
import type { Room } from './room.ts';

/** Wider cells would push the others off a phone's screen. */
const mostCell = 30;
const fence = '```';

/** Discord has no tables: the rows are lines of a code block, in a fixed-width font. Rows are shown whole or not at all. */
export function renderTable(room: Room, { header, rows }: TableBlock): APITextDisplayComponent | undefined {
  const cells = [header, ...rows.map((row) => row.map((cell) => plainWords(cell, platforms.discord.typed)))];
  const shown = cells.map((row) => row.map((cell) => cut(cell.replaceAll('`', "'").replaceAll('\n', ' '), mostCell)));
  const widths = header.map((_, at) => Math.max(...shown.map((row) => wide(row[at]))));
  const [first = '', ...others] = shown.map((row) =>
    widths
      .map((width, at) => `${row[at] ?? ''}${' '.repeat(width - wide(row[at]))}`)
      .join('  ')
      .trimEnd(),
  );
  const lines = [first, widths.map((width) => '-'.repeat(width)).join('  ')];
  const lengthOf = () => lines.join('\n').length + 2 * (fence.length + 1);
  if (lengthOf() > room.words) return undefined;
  for (const [at, line] of others.entries()) {
    if (lengthOf() + line.length + 1 > room.words) {
      room.left.add('row', others.length - at);
      break;
    }
    lines.push(line);
  }
  room.words -= lengthOf();
  return { type: ComponentType.TextDisplay, content: `${fence}\n${lines.join('\n')}\n${fence}` };
}

const wide = (cell = '') => [...cell].length;
