import type { Block, Item } from '../card/blocks.ts';
import type { Card } from '../card/card.ts';
import { type Inline, inlines, type Text } from '../card/text.ts';

export interface Outsider {
  /** The person's own workspace or organization, if they are from another company in a shared channel. */
  homeTeamId?: string;
}

/**
 * A card as it is shown to them alone. Slack takes commands of an app only from people of a workspace that installed it, and theirs may not have
 * (https://docs.slack.dev/apis/slack-connect); a mention is heard from everybody in the channel, and takes the same words.
 */
export function forWhoAsks(card: Card, { homeTeamId }: Outsider): Card {
  if (homeTeamId === undefined) return card;
  const isRefusal = card.tone === 'problem';
  return { ...card, blocks: card.blocks.map((block) => blockOf(block, isRefusal)) };
}

/** @param isRefusal its box has what they typed, to be sent again; other boxes have a prompt or colours, which stay as they are */
function blockOf(block: Block, isRefusal: boolean): Block {
  switch (block.type) {
    case 'text':
      return { ...block, lines: block.lines.map(mentioning) };
    case 'code':
      return isRefusal ? { ...block, words: lineOf(block.words) } : block;
    case 'note':
      return { ...block, text: mentioning(block.text) };
    case 'items':
      return { ...block, items: block.items.map(itemOf) };
    case 'table':
      return { ...block, rows: block.rows.map((row) => row.map(mentioning)) };
    case 'images':
    case 'actions':
      return block;
  }
}

const itemOf = ({ lines, ...item }: Item): Item => ({ ...item, ...(lines ? { lines: lines.map(mentioning) } : {}) });

const mentioning = (text: Text): Text => inlines(text).map(inlineOf);

function inlineOf(part: Inline): Inline {
  if (typeof part === 'string') return part;
  if ('command' in part) return { code: part.command === 'imagine' ? us : `${us} ${part.command}` };
  return 'code' in part ? { code: lineOf(part.code) } : part;
}

/** As people see our bot's name, and write it. */
const us = '@UPixel';

const lineOf = (line: string): string => line.replace(/^\/(?:imagine|upixel)(?=\s|$)/, us);
