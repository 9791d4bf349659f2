import type { PictureType } from '../../assets/picture-type.ts';
import { platforms } from '../../contract/platforms.ts';
import type { CodeBlock, ImagesBlock, Item, NoteBlock, TextBlock } from '../card/blocks.ts';
import type { Card } from '../card/card.ts';
import { inlines, plainWords, type Text } from '../card/text.ts';
import { cut } from '../cut.ts';
import { slackLimits } from './limits.ts';
import type { Room } from './room.ts';
import { type BlockOf, bold, mark, newLine, type RichElement, rich, richLines, richText } from './words.ts';

/** Slack has no coloured edge for blocks, so the tone is a sign before the title. */
const signs = { working: '🔵', done: '🟢', notice: '🟡', problem: '🔴' } satisfies Record<Card['tone'], string>;

/** The title and the words under it. A window or the Home tab is no answer, so it has no sign. */
export const renderOpening = (
  room: Room,
  { tone, title }: Card,
  { lines, hasSign }: { lines: readonly Text[]; hasSign: boolean },
): RichElement[] =>
  within(room, [
    ...(hasSign ? [{ type: 'text' as const, text: `${signs[tone]} ` }] : []),
    bold(title),
    ...lines.flatMap((line) => [newLine, ...rich(line)]),
  ]);

export const renderLines = (room: Room, lines: readonly Text[]): RichElement[] => within(room, richLines(lines));

export function renderText(room: Room, { lines }: TextBlock): BlockOf<'rich_text'> | undefined {
  const elements = renderLines(room, lines);
  return elements.length === 0 ? undefined : richText(elements);
}

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block: shown in a box, literally. */
export function renderCode(room: Room, { words }: CodeBlock): BlockOf<'rich_text'> | undefined {
  const [shown] = within(room, [{ type: 'text', text: words }]);
  if (shown?.type !== 'text') return undefined;
  return { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [shown] }] };
}

function within(room: Room, elements: RichElement[]): RichElement[] {
  const kept: RichElement[] = [];
  for (const element of elements) {
    if (room.words <= 0) break;
    if (element.type !== 'text' && element.type !== 'link') {
      kept.push(element);
      continue;
    }
    const text = cut(element.text ?? '', room.words);
    room.words -= text.length;
    kept.push({ ...element, text });
  }
  return kept;
}

/** Small print, which Slack has for plain text and mrkdwn only, not for rich text. */
export function renderNote(room: Room, { text }: NoteBlock): BlockOf<'context'> | undefined {
  const parts = inlines(text);
  const bare = parts.every((part) => typeof part === 'string');
  const shown = bare ? cut(parts.join(''), room.notes) : wholePieces(parts, room.notes);
  if (room.notes <= 0 || shown === '') return undefined;
  room.notes -= shown.length;
  const element = bare
    ? { type: 'plain_text' as const, text: shown, emoji: false }
    : { type: 'mrkdwn' as const, text: shown, verbatim: true };
  return { type: 'context', elements: [element] };
}

/** As many whole pieces as fit: half a link would be a mess. */
function wholePieces(parts: ReturnType<typeof inlines>, most: number): string {
  let text = '';
  for (const part of parts.map(mark)) {
    if (text.length + part.length > most) break;
    text += part;
  }
  return text;
}

/** Those with an address. Files are shown by the message that shares them, each under its title. */
export function renderImages(room: Room, { images }: Pick<ImagesBlock, 'images'>): Array<BlockOf<'image'>> {
  return images.flatMap(({ url, alt, number }) => {
    if (url === undefined) return [];
    if (room.blocks === 0) {
      room.left.add('image');
      return [];
    }
    room.blocks -= 1;
    const title =
      number === undefined ? {} : { title: { type: 'plain_text' as const, text: String(number), emoji: false } };
    return [{ type: 'image', image_url: url, alt_text: cut(alt, slackLimits.altText), ...title }];
  });
}

/**
 * A section is the only block that shows a picture beside its words. It takes no rich text, and in mrkdwn some prompts would have to be changed so that
 * nothing in them has a meaning: whoever copies one must get what was typed, so those are plain, without a bold title. A picture of a type that Slack does
 * not show is left out.
 */
export function renderItem({ title, lines = [], thumbnail }: Item): BlockOf<'rich_text'> | BlockOf<'section'> {
  if (!thumbnail || !isShown(thumbnail.type)) return richText(richLines([{ bold: title }, ...lines]));
  const others = lines.map((line) => plainWords(line, platforms.slack.typed));
  const words = (first: string) => [first, ...others].join('\n');
  return {
    type: 'section',
    text:
      hasMeaning.test(words(title)) || title.includes('\n')
        ? { type: 'plain_text', text: words(title), emoji: false }
        : { type: 'mrkdwn', text: words(`*${title.trim()}*`), verbatim: true },
    accessory: {
      type: 'image',
      image_url: thumbnail.url,
      alt_text: cut(thumbnail.alt, slackLimits.altText),
    },
  };
}

/** What formats, links, mentions or draws emoji in mrkdwn: `:fox:` does, and a colon alone does not. */
const hasMeaning = /[*_~`<>&|\\]|:[^\s:]+:/;

const isShown = (type: PictureType) => slackLimits.pictureTypes.some((shown) => shown === type);
