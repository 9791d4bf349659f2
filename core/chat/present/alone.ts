import { actions, type Block, note } from '../card/blocks.ts';
import { button, type Control } from '../card/controls.ts';
import type { Intent } from '../intent.ts';

/** What comes of what is pressed on it is for the same person alone, as the card is. */
export const forOneAlone = (blocks: readonly Block[]): Block[] => blocks.map(markedBlock);

function markedBlock(block: Block): Block {
  switch (block.type) {
    case 'actions':
      return { ...block, controls: block.controls.map(marked) };
    case 'items':
      return {
        ...block,
        items: block.items.map((item) => (item.controls ? { ...item, controls: item.controls.map(marked) } : item)),
      };
    case 'text':
    case 'code':
    case 'note':
    case 'images':
    case 'table':
      return block;
  }
}

const privately = (intent: Intent): Intent => ({ ...intent, isPrivate: true });

function marked(control: Control): Control {
  switch (control.type) {
    case 'button':
      return { ...control, does: privately(control.does) };
    case 'menu':
      return { ...control, choices: control.choices.map((choice) => ({ ...choice, does: privately(choice.does) })) };
    case 'link':
      return control;
  }
}

/** How a private result becomes everybody's: by a button, if it stands where they asked. */
export const postingBlock = (generationId: string, isWhereAsked: boolean): Block =>
  isWhereAsked
    ? actions(button('Post here', { name: 'post-here', args: { generationId } }))
    : note([
        'Only you see this. To show it in a channel, type ',
        { command: 'history' },
        ' there, and press Post here.',
      ]);
