import {
  type APIComponentInContainer,
  type APIContainerComponent,
  type APISeparatorComponent,
  ComponentType,
  MessageFlags,
  SeparatorSpacingSize,
} from 'discord-api-types/v10';
import { type Block, type Item, note } from '../card/blocks.ts';
import { type Card, opening } from '../card/card.ts';
import { componentsOf, renderControls } from './render-controls.ts';
import { renderTable } from './render-table.ts';
import { renderCode, renderImages, renderItem, renderNote, renderOpening, renderText } from './render-words.ts';
import { createRoom, type Room } from './room.ts';

const colours = { working: 0x5865f2, done: 0x57f287, notice: 0xfee75c, problem: 0xed4245 } satisfies Record<
  Card['tone'],
  number
>;

export interface DiscordMessage {
  flags: number;
  components: APIContainerComponent[];
  allowed_mentions: { parse: []; users?: string[] };
}

/** A card as Components V2. The flag can be set only when a message is created or a deferred reply is edited. */
export function renderDiscord(card: Card): DiscordMessage {
  const { lines, rest: blocks } = opening(card);
  const rest = blocks.flatMap(withNumbers);
  const room = createRoom(rest);
  const first = renderOpening(room, card.title, lines);
  const drawn = rest.map((block) => renderBlock(room, block));
  const below = belowPictures(rest);
  const isSeparate = room.components > 0 && drawn.slice(below).flat().length > 0;
  const after = drawn.flatMap((parts, at) => (isSeparate && at === below ? [separator, ...parts] : parts));
  const left = room.left.sentence();
  const content = left === undefined ? first : `${first}\n${left}`;
  const components: APIComponentInContainer[] = [{ type: ComponentType.TextDisplay, content }, ...after];
  return {
    flags: MessageFlags.IsComponentsV2,
    components: [{ type: ComponentType.Container, accent_color: colours[card.tone], components }],
    allowed_mentions: { parse: [], ...(card.notifies === undefined ? {} : { users: [card.notifies] }) },
  };
}

/** Between a picture and what one can do with it. What has no room for it does without. */
const separator: APISeparatorComponent = {
  type: ComponentType.Separator,
  spacing: SeparatorSpacingSize.Small,
  divider: true,
};

/** Discord writes nothing on a picture of a gallery, nor beside it: the order says which number each has. */
function withNumbers(block: Block): Block[] {
  const numbers = block.type === 'images' ? block.images.flatMap(({ number }) => number ?? []) : [];
  return numbers.length < 2 ? [block] : [block, note(`Numbered in reading order: ${numbers.join(', ')}`)];
}

/** Where what comes after pictures and the small print under them begins; beyond the end if there are no pictures. */
function belowPictures(blocks: readonly Block[]): number {
  const at = blocks.findIndex(({ type }) => type === 'images');
  if (at < 0) return blocks.length;
  const notes = blocks.slice(at + 1).findIndex(({ type }) => type !== 'note');
  return notes < 0 ? blocks.length : at + 1 + notes;
}

function renderBlock(room: Room, block: Block): APIComponentInContainer[] {
  switch (block.type) {
    case 'actions':
      return renderControls(room, block.controls);
    case 'items':
      return block.items.flatMap((item) => renderWhole(room, item));
    default: {
      const part = room.parts-- > 0 ? renderPart(room, block) : undefined;
      if (part) return [part];
      room.left.add(block.type === 'table' ? 'table' : 'part');
      return [];
    }
  }
}

function renderPart(room: Room, block: Exclude<Block, { type: 'actions' | 'items' }>) {
  switch (block.type) {
    case 'text':
      return renderText(room, block);
    case 'code':
      return renderCode(room, block);
    case 'note':
      return renderNote(room, block);
    case 'images':
      return renderImages(room, block);
    case 'table':
      return renderTable(room, block);
  }
}

/** A list item with everything that belongs to it, or not at all. */
function renderWhole(room: Room, item: Item): APIComponentInContainer[] {
  const { controls = [] } = item;
  const shown = renderItem(item);
  const isSection = shown.type === ComponentType.Section;
  const length = isSection ? (shown.components[0]?.content.length ?? 0) : shown.content.length;
  const cost = isSection ? 3 : 1;
  if (room.components < cost + componentsOf(controls) || room.words < length) {
    room.left.add('item');
    return [];
  }
  room.components -= cost;
  room.words -= length;
  return [shown, ...renderControls(room, controls)];
}
