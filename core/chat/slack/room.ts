import type { Block } from '../card/blocks.ts';
import { createLeftOut, type LeftOut } from '../fit.ts';
import { slackLimits } from './limits.ts';

/** Where blocks are shown. */
export type Surface = 'message' | 'modal' | 'home';

/** What a message still has room for, while its blocks are drawn one after another. */
export interface Room {
  /** Blocks for lists and controls; room for the single-block parts is already reserved. */
  blocks: number;
  /** Blocks of ours that are one of Slack's each. */
  parts: number;
  /** Characters. Small print has its own, so that a long card never loses it. */
  words: number;
  notes: number;
  /** Labels of buttons and choices. */
  labels: number;
  /** Tables stand in messages alone. */
  hasTables: boolean;
  /** Number of controls so far, because their ids must differ. */
  controls: number;
  left: LeftOut;
}

/** The words under the title. */
const always = 1;

/** `blocks`: those after the title and its words. Words take precedence over buttons, in whatever order they come. */
export function createRoom(blocks: readonly Block[], surface: Surface): Room {
  const most = slackLimits.blocks - always;
  const parts = Math.min(
    most,
    blocks.filter(({ type }) => type === 'text' || type === 'code' || type === 'note' || type === 'table').length,
  );
  return {
    blocks: most - parts,
    parts,
    words: slackLimits.text,
    notes: slackLimits.contextText,
    labels: slackLimits.labels,
    hasTables: surface === 'message',
    controls: 0,
    left: createLeftOut(),
  };
}
