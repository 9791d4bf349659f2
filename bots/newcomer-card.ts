import { actions, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button } from '#core/chat/card/controls.ts';
import { models } from '#core/models/catalogue.ts';
import { credits } from '#core/words.ts';
import { openButton } from './open-button.ts';

/** Credits of the cheapest image. */
export const cheapest = Math.min(...models.map(({ priceCredits }) => priceCredits));

interface Newcomer {
  /** Undefined for somebody who has never asked for anything. */
  balance?: number;
  /** Their account; null or left out for a guest. */
  userId?: string | null;
  /** Why their free credits cannot be used yet. */
  waiting?: string | undefined;
}

/** One thing to do, and what it costs; then what else is theirs. */
export function newcomerCard({ balance, userId = null, waiting }: Newcomer): Card {
  const canMake = balance === undefined || balance >= cheapest;
  return {
    tone: 'notice',
    title: 'I make pictures from words',
    blocks: [
      text(
        [
          'Type ',
          { command: 'imagine' },
          ' and what you want to see: ',
          { code: 'a fox knight in a misty forest' },
          '.',
        ],
        `An image costs from ${credits(cheapest)}${standingWords(balance)}. What is not made costs nothing.`,
        ...(waiting === undefined ? [] : [waiting]),
        ['Your pictures are kept: ', { command: 'history' }, ' finds them again.'],
      ),
      actions(
        canMake
          ? button('New image', { name: 'new-image', args: {} }, 'primary')
          : button('Get credits', { name: 'get-credits', args: {} }, 'primary'),
        openButton('Models and prices', 'models'),
        openButton('Settings', 'settings'),
        ...(userId === null ? [openButton('Link an account', 'link')] : []),
        openButton('What is kept about you', 'privacy'),
      ),
    ],
  };
}

function standingWords(balance: number | undefined): string {
  if (balance === undefined) return '';
  return balance >= cheapest ? `, and you have ${credits(balance)} to try it` : ', and you have none left';
}
