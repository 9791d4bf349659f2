import { note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { messageCommands } from '../message/commands.ts';
import type { BotsDeps } from '../receive.ts';
import { readWritten } from '../written/read-written.ts';
import { whatToSay } from '../written/small-talk.ts';
import { offer } from './offer.ts';
import type { Wish } from './offer-button.ts';
import { howTo, onTyped } from './requests.ts';

/** Words to us, in a mention or in direct messages: a command's name is that command, small talk gets a short help, and everything else is offered with its price. */
export async function onWritten(deps: BotsDeps, wish: Wish): Promise<void> {
  const { files = [], target } = wish;
  // People type commands where Slack takes none, as in threads.
  const written = wish.written.replace(/^\/imagine\s+/i, '');
  const said = readWritten(written, { hasPictures: files.length > 0 });
  if (files.length > 0 && written === '') return deps.slack.replyEphemeral(target, whatToMake);
  switch (said.is) {
    case 'small talk':
      return deps.slack.replyEphemeral(target, whatToSay);
    case 'wish':
      return offer(deps, { ...wish, written });
    case 'command': {
      const { command } = said;
      if (command.answer === 'ephemeral') return onTyped(deps, { ...wish, command, text: '' });
      return deps.slack.replyEphemeral(target, howTo(command));
    }
  }
}

/** A picture without a word. */
const whatToMake: Card = {
  tone: 'notice',
  title: 'What shall I make of it?',
  blocks: [
    text(
      'Write it into the same message as the picture: I say what it costs first.',
      `Or open More actions on your message: ${messageCommands.map(({ label }) => label).join(', ')}`,
    ),
    note('Nothing was made and nothing was taken.'),
  ],
};
