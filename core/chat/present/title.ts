import { cut } from '../cut.ts';

/** A prompt as the title of a card: whole, as far as a card holds, so that whoever copies it gets what was typed. *Remix…* has all of a longer one. */
export const titleOf = (prompt: string): string => cut(prompt, 1000);
