import type { Button as SlackButton } from '@slack/web-api';
import { platforms } from '../../contract/platforms.ts';
import type { Block, Item } from '../card/blocks.ts';
import { allLines, type Card, opening } from '../card/card.ts';
import { plainWords } from '../card/text.ts';
import { cut } from '../cut.ts';
import { slackLimits } from './limits.ts';
import { costOf, renderControls } from './render-controls.ts';
import { renderTable } from './render-table.ts';
import {
  renderCode,
  renderImages,
  renderItem,
  renderLines,
  renderNote,
  renderOpening,
  renderText,
} from './render-words.ts';
import { createRoom, type Room, type Surface } from './room.ts';
import { type BlockOf, bareText, richText, type SlackBlock } from './words.ts';

export interface SlackMessage {
  /** For notifications and screen readers; people see the blocks. */
  text: string;
  blocks: SlackBlock[];
}

/**
 * A card in Block Kit. Words go into rich text, which Slack shows literally: unlike mrkdwn it has no mention,
 * link or formatting that a person could type. A window
 * and the Home tab take no tables: their rows are lines there. In a window, what went wrong is an alert.
 */
export function renderSlack(card: Card, surface: Surface = 'message'): SlackMessage {
  const { lines, rest } = opening(card);
  const room = createRoom(rest, surface);
  const isAlert = surface === 'modal' && card.tone === 'problem' && lines.length > 0;
  const first = isAlert
    ? renderLines(room, lines)
    : renderOpening(room, card, { lines, hasSign: surface === 'message' });
  const after = rest.flatMap((block) => renderBlock(room, block));
  const left = room.left.sentence();
  if (left !== undefined) first.push({ type: 'text', text: `\n${left}` });
  return {
    text: bareText(allLines(card), slackLimits.text),
    blocks: [...(isAlert ? [alertOf(card)] : []), richText(first), ...after],
  };
}

/** The message with buttons of Slack's own before those of its last row. */
export function withFirst(message: SlackMessage, first: readonly SlackButton[]): SlackMessage {
  if (first.length === 0) return message;
  const { blocks } = message;
  const at = blocks.findLastIndex(isRow);
  const others = at < 0 ? [] : blocks.slice(at).filter(isRow);
  const row: SlackBlock = { type: 'actions', elements: [...first, ...others.flatMap(({ elements }) => elements)] };
  return { ...message, blocks: at < 0 ? [...blocks, row] : blocks.with(at, row) };
}

const isRow = (block: SlackBlock): block is BlockOf<'actions'> => block.type === 'actions';

/** https://docs.slack.dev/reference/block-kit/blocks/alert-block: in windows alone. */
const alertOf = ({ title }: Card): SlackBlock => ({
  type: 'alert',
  level: 'error',
  text: { type: 'plain_text', text: cut(title, slackLimits.text), emoji: false },
});

function renderBlock(room: Room, block: Block): SlackBlock[] {
  switch (block.type) {
    case 'actions':
      return renderControls(room, block.controls);
    case 'items':
      return block.items.flatMap((item) => renderWhole(room, item));
    case 'images':
      return renderImages(room, block);
    default: {
      const part = room.parts-- > 0 ? renderPart(room, block) : undefined;
      if (part) return [part];
      room.left.add(block.type === 'table' ? 'table' : 'part');
      return [];
    }
  }
}

function renderPart(
  room: Room,
  block: Extract<Block, { type: 'text' | 'code' | 'note' | 'table' }>,
): SlackBlock | undefined {
  switch (block.type) {
    case 'text':
      return renderText(room, block);
    case 'code':
      return renderCode(room, block);
    case 'note':
      return renderNote(room, block);
    case 'table':
      return renderTable(room, block);
  }
}

/** A list item with everything that belongs to it, or not at all. */
function renderWhole(room: Room, item: Item): SlackBlock[] {
  const { title, lines = [], controls = [] } = item;
  const shown = renderItem(item);
  const length = shown.type === 'section' ? (shown.text?.text.length ?? 0) : wordsIn([title, ...lines]);
  const cost = costOf(controls);
  if (room.words < length || room.blocks < 1 + cost.blocks || room.labels < cost.labels) {
    room.left.add('item');
    return [];
  }
  room.words -= length;
  room.blocks -= 1;
  return [shown, ...renderControls(room, controls)];
}

const wordsIn = (lines: Parameters<typeof plainWords>[0][]): number =>
  lines.reduce<number>((sum, line) => sum + plainWords(line, platforms.slack.typed).length + 1, 0);
