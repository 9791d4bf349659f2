import { z } from 'zod';
import { actions, type Block, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button, menu } from '#core/chat/card/controls.ts';
import { platforms } from '#core/chat/platforms.ts';
import { recentGenerations } from '#core/generations/recent.ts';
import { unpaidNow } from '#core/generations/unpaid-now.ts';
import { credits } from '#core/words.ts';
import { defineCommand } from '../define-command.ts';
import type { Context } from '../dispatch.ts';
import { cheapest, newcomerCard } from '../newcomer-card.ts';
import { openButton } from '../open-button.ts';
import { commandGroups, groupsFor } from './groups.ts';

export const help = defineCommand({
  name: 'help',
  group: 'yours',
  description: 'What I can do, and how to begin',
  answer: 'ephemeral',
  options: z.object({}),

  async run({ deps, who, ask }): Promise<Card> {
    const [latest] = await recentGenerations(deps, who, 1);
    const waiting = await unpaidNow(deps, who, ask.target);
    const card = latest ? knownCard(who.balance, waiting) : newcomerCard({ ...who, waiting });
    const withoutCommands = platforms[ask.target.platform].withoutCommands(deps.config);
    return { ...card, blocks: [...card.blocks, commandsHere(ask), note(withoutCommands)] };
  },
});

/** For somebody who has made something: what they can do with what they have. @param waiting why their free credits cannot be used yet */
function knownCard(balance: number, waiting: string | undefined): Card {
  const canMake = balance >= cheapest;
  return {
    tone: 'notice',
    title: canMake ? `You have ${credits(balance)}` : 'You have no credits left',
    blocks: [
      text(
        canMake
          ? ['Type ', { command: 'imagine' }, ` and what you want to see. An image costs from ${credits(cheapest)}.`]
          : ['Your pictures are kept. ', { command: 'plans' }, ' and ', { command: 'buy' }, ' have more credits.'],
        ...(waiting === undefined ? [] : [waiting]),
      ),
      actions(
        canMake
          ? button('New image', { name: 'new-image', args: {} }, 'primary')
          : button('Get credits', { name: 'get-credits', args: {} }, 'primary'),
        openButton('My pictures', 'history'),
        openButton('Being made', 'queue'),
        openButton('Models and prices', 'models'),
        openButton('My credits', 'credits'),
      ),
    ],
  };
}

const commandsHere = ({ team }: Pick<Context['ask'], 'team'>): Block =>
  actions(
    menu(
      'All commands, by what they are for',
      groupsFor(team).map((group) => ({ label: commandGroups[group], does: { name: 'help-about', args: { group } } })),
    ),
  );
