import { actions, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button } from '#core/chat/card/controls.ts';
import { openButton } from '../open-button.ts';

/** Nobody wants a picture of these. Whole messages alone: “hi from a fox” is a prompt. */
const smallTalk = new Set(
  [
    'hi|hello|hey|hey there|hello there|hi there|yo|sup|good morning|good evening|good night|bye|goodbye',
    'thanks|thank you|thank you so much|thanks a lot|many thanks|thx|ty|cheers|sorry|please',
    'ok|okay|k|yes|no|yep|nope|sure|cool|nice|great|awesome|perfect|wow|lol|haha|love it|well done|good job|good bot',
    'test|testing|ping|what can you do|how does this work|how are you|who are you|what is this',
  ].flatMap((line) => line.split('|')),
);

/** Whether nobody wants a picture of what was written; nothing at all counts, too. */
export const isSmallTalk = (written: string): boolean =>
  smallTalk.has(
    written
      .toLowerCase()
      .replace(/[^\p{L}\s]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  ) || !/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(written);

/** The short help that answers it. */
export const whatToSay: Card = {
  tone: 'notice',
  title: 'Tell me what you want to see',
  blocks: [
    text(
      ['I make pictures from words. Write it to me, for example ', { code: 'a fox knight in a misty forest' }, '.'],
      'I say what it costs first. What you wrote just now makes nothing and costs nothing.',
    ),
    actions(button('New image', { name: 'new-image', args: {} }, 'primary'), openButton('Help', 'help')),
  ],
};
