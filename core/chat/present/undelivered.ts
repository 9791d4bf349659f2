import type { GenerationView } from '../../generations/view.ts';
import { text } from '../card/blocks.ts';
import type { Card } from '../card/card.ts';
import { titleOf } from './title.ts';

/** For the person alone, or in place of the status: the chat accepts the words but not the pictures. */
export const undeliveredCard = (view: Pick<GenerationView, 'prompt' | 'assets'>): Card => ({
  tone: 'notice',
  title: view.assets.length === 1 ? 'Your picture is ready, and kept' : 'Your pictures are ready, and kept',
  blocks: [
    text(titleOf(view.prompt), [
      'It cannot be posted here. See ',
      { command: 'history' },
      ' in another channel or in our direct messages.',
    ]),
  ],
});
