import { actions, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button } from '#core/chat/card/controls.ts';
import { type Platform, platforms } from '#core/chat/platforms.ts';
import type { Config } from '#core/config.ts';
import { credits } from '#core/words.ts';
import { cheapest } from './newcomer-card.ts';
import { openButton } from './open-button.ts';

/** What a server or workspace is told once, when it has installed us. */
export const welcomeCard = (platform: Platform, config: Config): Card => ({
  tone: 'notice',
  title: 'Hello, I am UPixel: I make pictures from words',
  blocks: [
    text(
      ['Type ', { command: 'imagine' }, ' and what you want to see: ', { code: 'a fox knight in a misty forest' }, '.'],
      `It says what it costs before it costs anything, from ${credits(cheapest)}. What is not made costs nothing.`,
      platforms[platform].freeCreditsFrom,
      platforms[platform].withoutCommands(config),
      ['Whoever manages this place can have a wallet for everybody in it: ', { command: 'team' }, '.'],
    ),
    actions(
      button('New image', { name: 'new-image', args: {} }, 'primary'),
      openButton('Models and prices', 'models'),
      openButton('Help', 'help'),
    ),
    note('I say this once.'),
  ],
});
