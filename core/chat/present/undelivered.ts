import type { GenerationView } from '../../generations/view.ts';
import { text } from '../card/blocks.ts';
import type { Card } from '../card/card.ts';
import { titleOf } from './title.ts';

type Kept = Pick<GenerationView, 'prompt' | 'assets' | 'description'>;

/** Whether there is something of it that is kept. */
export const isKept = ({ assets, description }: Omit<Kept, 'prompt'>) => assets.length > 0 || description !== null;

/** For the person alone, or in place of the status: the chat does not accept the pictures, or the words. */
export const undeliveredCard = (view: Kept): Card => ({
  tone: 'notice',
  title: titles(view),
  blocks: [
    text(titleOf(view.prompt), [
      'It cannot be posted here. See ',
      { command: 'history' },
      ' in another channel or in our direct messages.',
    ]),
  ],
});

function titles({ assets, description }: Kept): string {
  if (description !== null) return 'Your description is ready, and kept';
  return assets.length === 1 ? 'Your picture is ready, and kept' : 'Your pictures are ready, and kept';
}
