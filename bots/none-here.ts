import { actions, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button } from '#core/chat/card/controls.ts';
import { forOneAlone } from '#core/chat/present/alone.ts';

/** A command was to take somebody's last picture here, and there is none: where files cannot be added to a command, the form takes one. */
export function noneHere(form: 'pixel-file' | 'describe-file', menu: string, isPrivate: boolean): Card {
  const blocks = [
    text(
      'You have made none in this channel lately. Nothing was made and nothing was taken.',
      `Choose a picture here, or ${menu} in the menu of a message with one.`,
    ),
    actions(button('Choose a picture…', { name: form, args: {} }, 'primary')),
  ];
  return { tone: 'problem', title: 'Which picture?', blocks: isPrivate ? forOneAlone(blocks) : blocks };
}
