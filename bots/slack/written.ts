import { actions, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button } from '#core/chat/card/controls.ts';
import { findCommand } from '../commands/index.ts';
import { openButton } from '../open-button.ts';
import type { BotsDeps } from '../receive.ts';
import { offer } from './offer.ts';
import type { Wish } from './offer-button.ts';
import { howTo, onTyped } from './requests.ts';

/**
 * Words to us, in a mention or in direct messages. They are no request yet, as "thanks!" would cost credits: a command's name is that command, small talk gets
 * a short help, and everything else is offered with its price.
 */
export async function onWritten(deps: BotsDeps, wish: Wish): Promise<void> {
  const { files = [], target } = wish;
  // People type commands where Slack takes none, as in threads.
  const written = wish.written.replace(/^\/imagine\s+/i, '');
  if (files.length > 0) return offer(deps, { ...wish, written });
  if (written === '' || isSmallTalk(written)) return deps.slack.replyEphemeral(target, whatToSay);
  const [, name = ''] = /^(?:\/upixel\s+|\/)?(\S+)$/i.exec(written) ?? [];
  const command = findCommand(name.toLowerCase());
  if (!command) return offer(deps, { ...wish, written });
  if (command.answer === 'ephemeral') return onTyped(deps, { ...wish, command, text: '' });
  return deps.slack.replyEphemeral(target, howTo(command));
}

/** Nobody wants a picture of these. Whole messages alone: “hi from a fox” is a prompt. */
const smallTalk = new Set(
  [
    'hi|hello|hey|hey there|hello there|hi there|yo|sup|good morning|good evening|good night|bye|goodbye',
    'thanks|thank you|thank you so much|thanks a lot|many thanks|thx|ty|cheers|sorry|please',
    'ok|okay|k|yes|no|yep|nope|sure|cool|nice|great|awesome|perfect|wow|lol|haha|love it|well done|good job|good bot',
    'test|testing|ping|what can you do|how does this work|how are you|who are you|what is this',
  ].flatMap((line) => line.split('|')),
);

const isSmallTalk = (written: string) =>
  smallTalk.has(
    written
      .toLowerCase()
      .replace(/[^\p{L}\s]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  ) || !/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(written);

const whatToSay: Card = {
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
