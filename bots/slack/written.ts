import type { BotsDeps } from '../receive.ts';
import { readWritten } from '../written/read-written.ts';
import { whatToSay } from '../written/small-talk.ts';
import { whatToMake } from '../written/what-to-make.ts';
import { offer } from './offer.ts';
import type { Wish } from './offer-button.ts';
import { howTo, onTyped } from './requests.ts';

/** Words to us, in a mention or in direct messages: a command's name is that command, small talk gets a short help, and everything else is offered with its price. */
export async function onWritten(deps: BotsDeps, wish: Wish): Promise<void> {
  const { files = [], target } = wish;
  // People type commands where Slack takes none, as in threads.
  const written = wish.written.replace(/^\/imagine\s+/i, '');
  const said = readWritten(written, { hasPictures: files.length > 0 });
  if (files.length > 0 && written === '')
    return deps.slack.replyEphemeral(target, whatToMake('More actions on your message'));
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
