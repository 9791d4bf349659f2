import { type Block, note } from '../card/blocks.ts';
import type { By } from '../card/text.ts';

/** Who asked, for the others who read it. */
export const askerNote = (by: By | undefined): Block[] => (by === undefined ? [] : [note(['For ', by])]);
