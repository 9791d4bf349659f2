import { type Block, isEmpty } from './blocks.ts';
import { plainWords, type Text } from './text.ts';

/**
 * A reply as plain data. Its looks on Discord or Slack are up to their renderers alone, and who sees it depends on the kind of
 * request (Answer in bots/answer.ts): no card can be shown to everybody by forgetting something.
 */
export interface Card {
  /** How it went, shown as a colour or a sign: working, done, a notice, or a problem (nothing was made). */
  tone: 'working' | 'done' | 'notice' | 'problem';
  /** Says in a word what this is: in notifications, to screen readers, beside the sign of the tone. Every card has one. */
  title: string;
  /** Drawn in this order. Empty ones are left out. */
  blocks: Block[];
  /** The chat's id of the one person to notify; the card mentions them, and is posted where they can see it. */
  notifies?: string;
}

/** The words right under the title, which are one text with it, and the blocks that follow. */
export function opening({ blocks }: Pick<Card, 'blocks'>): { lines: Text[]; rest: Block[] } {
  const [first, ...others] = blocks.filter((block) => !isEmpty(block));
  if (first?.type === 'text') return { lines: first.lines, rest: others };
  return { lines: [], rest: first ? [first, ...others] : [] };
}

/** The same card as plain text: for notifications, logs of the demo, and comparing what is shown. */
export const plainText = (card: Card, type?: (command: string) => string): string =>
  allLines(card)
    .map((line) => plainWords(line, type))
    .join('\n');

/** Everything in it that has words, line by line. */
export const allLines = ({ title, blocks }: Pick<Card, 'title' | 'blocks'>): Text[] => [
  title,
  ...blocks.flatMap(wordsOf),
];

/** Controls and pictures have no words; what a picture shows is said beside it. */
function wordsOf(block: Block): Text[] {
  if (isEmpty(block)) return [];
  switch (block.type) {
    case 'text':
      return block.lines;
    case 'code':
      return [block.words];
    case 'note':
      return [block.text];
    case 'items':
      return block.items.flatMap(({ title, lines = [] }) => [title, ...lines]);
    case 'table':
      return [
        block.caption,
        ...[block.header, ...block.rows].map((row) =>
          row.flatMap((cell, at) => (at === 0 ? cell : [' | ', cell].flat())),
        ),
      ];
    case 'images':
    case 'actions':
      return [];
  }
}
