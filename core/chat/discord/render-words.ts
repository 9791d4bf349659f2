import {
  type APIMediaGalleryComponent,
  type APISectionComponent,
  type APITextDisplayComponent,
  ComponentType,
} from 'discord-api-types/v10';
import type { CodeBlock, ImagesBlock, Item, NoteBlock, TextBlock } from '../card/blocks.ts';
import { cut } from '../cut.ts';
import { discordLimits } from './limits.ts';
import type { Room } from './room.ts';
import { escapeDiscord, noteMark, words } from './words.ts';

const display = (content: string): APITextDisplayComponent => ({ type: ComponentType.TextDisplay, content });

/** As much as there is room for; undefined if there is none. */
function within(room: Room, kind: 'words' | 'notes', text: string): string | undefined {
  if (room[kind] <= 0) return undefined;
  const shown = cut(text, room[kind]);
  room[kind] -= shown.length;
  return shown;
}

/** The title and the words under it. */
export const renderOpening = (room: Room, title: string, lines: TextBlock['lines']): string =>
  within(room, 'words', [`**${escapeDiscord(title)}**`, ...lines.map(words)].join('\n')) ?? '';

export function renderText(room: Room, { lines }: Pick<TextBlock, 'lines'>): APITextDisplayComponent | undefined {
  const shown = within(room, 'words', lines.map(words).join('\n'));
  return shown === undefined ? undefined : display(shown);
}

const fence = '```';

/**
 * On a computer Discord shows a button to copy it. The line breaks keep its first word from being taken for the name of a language. What would end the
 * box stands as words instead, which are copied as they were typed.
 */
export function renderCode(room: Room, { words: inside }: CodeBlock): APITextDisplayComponent | undefined {
  if (inside.includes(fence)) return renderText(room, { lines: [inside] });
  const around = 2 * (fence.length + 1);
  if (room.words <= around) return undefined;
  const shown = cut(inside, room.words - around);
  room.words -= shown.length + around;
  return display(`${fence}\n${shown}\n${fence}`);
}

export function renderNote(room: Room, { text }: Pick<NoteBlock, 'text'>): APITextDisplayComponent | undefined {
  const shown = within(room, 'notes', `${noteMark}${words(text)}`);
  return shown === undefined ? undefined : display(shown);
}

export function renderImages(room: Room, { images }: Pick<ImagesBlock, 'images'>): APIMediaGalleryComponent {
  room.left.add('image', images.length - discordLimits.galleryImages);
  return {
    type: ComponentType.MediaGallery,
    items: images.slice(0, discordLimits.galleryImages).map((image) => ({
      media: { url: image.url ?? `attachment://${image.filename}` },
      description: cut(numbered(image), discordLimits.altText),
      ...(image.isSpoiler ? { spoiler: true } : {}),
    })),
  };
}

const numbered = ({ number, alt }: ImagesBlock['images'][number]) => (number === undefined ? alt : `${number}: ${alt}`);

/** A section is the only component that shows a picture beside its words. */
export function renderItem({ title, lines = [], thumbnail }: Item): APITextDisplayComponent | APISectionComponent {
  const text = display([`**${escapeDiscord(title)}**`, ...lines.map(words)].join('\n'));
  if (!thumbnail) return text;
  const description = cut(thumbnail.alt, discordLimits.altText);
  return {
    type: ComponentType.Section,
    components: [text],
    accessory: { type: ComponentType.Thumbnail, media: { url: thumbnail.url }, description },
  };
}
