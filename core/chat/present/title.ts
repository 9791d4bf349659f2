import { actions, type Block } from '../card/blocks.ts';
import { type Button, button } from '../card/controls.ts';
import { cut } from '../cut.ts';

/** Some five lines of a card: more would push the picture out of sight. */
const mostShown = 400;

/** A prompt as the title of a card: whole if it is short, so that whoever copies it gets what was typed. */
export const titleOf = (prompt: string): string => cut(prompt, mostShown);

/** For whoever sees the card, if its title does not have all of it. */
export const wholePrompt = ({ id, prompt }: { id: string; prompt: string }): Button[] =>
  prompt.length > mostShown ? [button('Whole prompt', { name: 'prompt', args: { generationId: id } })] : [];

/** The same as a row of its own. */
export const wholePromptRow = (view: { id: string; prompt: string }): Block[] => [actions(...wholePrompt(view))];
