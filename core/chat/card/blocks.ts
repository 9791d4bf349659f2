import type { PictureType } from '../../assets/picture-type.ts';
import type { Control } from './controls.ts';
import { plainWords, type Text } from './text.ts';

export interface CardImage {
  /** The name of the file sent with the card. */
  filename: string;
  /** What it shows, for people who cannot see it: the prompt. */
  alt: string;
  /** Covered until somebody uncovers it; where a chat cannot, it is not shown at all. */
  isSpoiler?: boolean;
  /** By which its buttons name it, if there are several. */
  number?: number;
  /** Where the chat fetches it, without anybody's token, if it is not sent along. */
  url?: string;
}

/** An entry of a list: a request in a history, a picture in a gallery. */
export interface Item {
  title: string;
  lines?: Text[];
  /** A small picture beside it. The chat fetches its URL without anybody's token. */
  thumbnail?: { url: string; alt: string; type: PictureType };
  controls?: Control[];
}

export type TextBlock = { type: 'text'; lines: Text[] };
/** Words to be copied, in a box of their own; nothing in them is formatting. */
export type CodeBlock = { type: 'code'; words: string };
/** Small print: seed, price. */
export type NoteBlock = { type: 'note'; text: Text };
export type ImagesBlock = { type: 'images'; images: CardImage[] };
export type ItemsBlock = { type: 'items'; items: Item[] };
export type ActionsBlock = { type: 'actions'; controls: Control[] };
/** What it lists is its caption. */
export type TableBlock = { type: 'table'; caption: string; header: string[]; rows: Text[][] };

export type Block = TextBlock | CodeBlock | NoteBlock | ImagesBlock | ItemsBlock | ActionsBlock | TableBlock;

export const text = (...lines: Text[]): TextBlock => ({ type: 'text', lines });
export const code = (words: string): CodeBlock => ({ type: 'code', words });
export const note = (words: Text): NoteBlock => ({ type: 'note', text: words });
export const images = (...list: CardImage[]): ImagesBlock => ({ type: 'images', images: list });
export const items = (...list: Item[]): ItemsBlock => ({ type: 'items', items: list });
export const actions = (...controls: Control[]): ActionsBlock => ({ type: 'actions', controls });
export const table = (caption: string, header: string[], ...rows: Text[][]): TableBlock => ({
  ...{ type: 'table', caption, header, rows },
});

/** A row of a table where there is no room for columns. */
export const rowLine = ([first = '', ...others]: Text[], type?: (command: string) => string): Text => [
  { bold: plainWords(first, type) },
  ...others.flatMap((cell) => [' · ', cell].flat()),
];

/** All of it in words: its caption, and a line for each row. */
export const tableLines = ({ caption, rows }: TableBlock, type?: (command: string) => string): Text[] => [
  { bold: caption },
  ...rows.map((row) => rowLine(row, type)),
];

/** Whether the presenter had nothing to put into it. */
export function isEmpty(block: Block): boolean {
  switch (block.type) {
    case 'text':
      return block.lines.length === 0;
    case 'code':
      return block.words === '';
    case 'note':
      return plainWords(block.text) === '';
    case 'images':
      return block.images.length === 0;
    case 'items':
      return block.items.length === 0;
    case 'actions':
      return block.controls.length === 0;
    case 'table':
      return block.rows.length === 0;
  }
}
