import type { Block, NoteBlock } from '../card/blocks.ts';
import { createLeftOut, type LeftOut, longestSentence } from '../fit.ts';
import { discordLimits } from './limits.ts';
import { noteMark, words } from './words.ts';

/** What a message still has room for, while its blocks are drawn one after another. */
export interface Room {
  /** Components for lists and controls; room for the single-component blocks is already reserved. */
  components: number;
  /** Blocks that are one component each. */
  parts: number;
  /** Characters. Small print has its own, so that a long card never loses it. */
  words: number;
  notes: number;
  /** Number of menus so far, because their ids must differ. */
  menus: number;
  /** Those of the buttons so far. */
  ids: Set<string>;
  left: LeftOut;
}

const mostNotes = 500;
/** A note as it is drawn. */
const noteLength = ({ text }: NoteBlock) => `${noteMark}${words(text)}`.length;

/** The container and the words under the title. */
const always = 2;

/** `blocks`: those after the title and its words. Words and pictures take precedence over buttons, in whatever order they come. */
export function createRoom(blocks: readonly Block[]): Room {
  const notes = Math.min(
    mostNotes,
    blocks.reduce((sum, block) => sum + (block.type === 'note' ? noteLength(block) : 0), 0),
  );
  const most = discordLimits.components - always;
  const parts = Math.min(most, blocks.filter(({ type }) => type !== 'items' && type !== 'actions').length);
  return {
    components: most - parts,
    parts,
    words: discordLimits.text - notes - longestSentence,
    notes,
    menus: 0,
    ids: new Set(),
    left: createLeftOut(),
  };
}
