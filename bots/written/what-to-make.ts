import { note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { messageCommands } from '../message/commands.ts';

/** Somebody sent us a picture without a word. @param menu where the chat has what is done to the picture of a message */
export const whatToMake = (menu: string): Card => ({
  tone: 'notice',
  title: 'What shall I make of it?',
  blocks: [
    text(
      'Write it into the same message as the picture: I say what it costs first.',
      `Or open ${menu}: ${messageCommands.map(({ label }) => label).join(', ')}`,
    ),
    note('Nothing was made and nothing was taken.'),
  ],
});
