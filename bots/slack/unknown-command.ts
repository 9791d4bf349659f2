import { actions, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { cut } from '#core/chat/cut.ts';
import { openableCommands } from '#core/chat/intent.ts';
import { nearest } from '#core/nearest.ts';
import { capital } from '#core/words.ts';
import { commands } from '../commands/index.ts';
import { openButton } from '../open-button.ts';
import type { BotsDeps } from '../receive.ts';
import type { Offered } from '../written/offer.ts';
import { offer } from './offer.ts';
import type { Wish } from './offer-button.ts';

/** Words after `/upixel` that begin with no command: the nearest one, and an offer to make a picture of them. */
export const onUnknownCommand = (deps: BotsDeps, wish: Wish): Promise<void> =>
  offer(deps, wish, (offered) => unknownCommand(wish.written, offered));

function unknownCommand(typed: string, offered: Offered | undefined): Card {
  const near = nearest(
    typed.split(/\s/)[0] ?? '',
    commands.map(({ name }) => name),
  );
  const opens = openableCommands.find((name) => name === near);
  return {
    tone: 'problem',
    title: 'I do not know that command',
    blocks: [
      text(`Nothing was made and nothing was taken.${near === undefined ? '' : ` Did you mean ${near}?`}`, [
        'As a prompt: ',
        { code: `/imagine ${cut(typed, 500)}` },
        offered ? ` makes ${offered.words}.` : '.',
      ]),
      actions(
        ...(opens && opens !== 'help' ? [{ ...openButton(capital(opens), opens), style: 'primary' } as const] : []),
        openButton('All commands', 'help'),
      ),
    ],
  };
}
