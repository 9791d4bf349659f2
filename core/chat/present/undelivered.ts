import type { GenerationView } from '../../generations/view.ts';
import type { Card } from '../card.ts';
import { titleOf } from './generation.ts';

/** For the person alone, or in place of the status: the chat takes the words and not the pictures. */
export const undeliveredCard = (view: Pick<GenerationView, 'prompt' | 'assets'>): Card => ({
  tone: 'notice',
  title: view.assets.length === 1 ? 'Your picture is ready, and kept' : 'Your pictures are ready, and kept',
  lines: [
    titleOf(view.prompt),
    ['It cannot be posted here. See ', { command: 'history' }, ' in another channel or in our direct messages.'],
  ],
  private: true,
});
