import { actions, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button } from '#core/chat/card/controls.ts';
import { models } from '#core/models/catalogue.ts';
import { credits } from '#core/words.ts';
import { openButton } from './open-button.ts';

/** Credits of the cheapest image. */
export const cheapest = Math.min(...models.map(({ priceCredits }) => priceCredits));

/**
 * One thing to do, and what it costs. @param balance undefined for somebody who has never asked for anything
 * @param waiting why their free credits cannot be used yet
 */
export function newcomerCard({ balance, waiting }: { balance?: number; waiting?: string | undefined }): Card {
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
        openButton('What is kept about you', 'privacy'),
      ),
    ],
  };
}

function standingWords(balance: number | undefined): string {
  if (balance === undefined) return '';
  return balance >= cheapest ? `, and you have ${credits(balance)} to try it` : ', and you have none left';
}
