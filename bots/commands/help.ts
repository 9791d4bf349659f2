import { z } from 'zod';
import { actions, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button } from '#core/chat/card/controls.ts';
import type { Text } from '#core/chat/card/text.ts';
import type { OpenableCommand } from '#core/chat/intent.ts';
import { recentGenerations } from '#core/generations/recent.ts';
import { models } from '#core/models/catalogue.ts';
import { credits } from '#core/words.ts';
import { type Command, defineCommand } from '../define-command.ts';
import type { Context } from '../dispatch.ts';
import { commandGroupKeys, commandGroups } from './groups.ts';
import { commands } from './index.ts';

export const help = defineCommand({
  name: 'help',
  group: 'yours',
  description: 'What I can do, and how to begin',
  answer: 'ephemeral',
  options: z.object({}),

  async run({ deps, who }): Promise<Card> {
    const [latest] = await recentGenerations(deps, who, 1);
    return latest ? forAnyone(who) : forNewcomer(who);
  },
});

const cheapest = Math.min(...models.map(({ priceCredits }) => priceCredits));

/** One thing to do, and what it costs. */
function forNewcomer({ balance }: Context['who']): Card {
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
        balance >= cheapest
          ? `An image costs from ${credits(cheapest)}, and you have ${credits(balance)} to try it. What is not made costs nothing.`
          : `An image costs from ${credits(cheapest)}. You have none left; what is not made costs nothing.`,
        ['Your pictures are kept: ', { command: 'history' }, ' finds them again.'],
      ),
      actions(
        ...(balance >= cheapest ? [] : [button('Get credits', { name: 'get-credits', args: {} }, 'primary')]),
        open('Models and prices', 'models'),
        open('What is kept about you', 'privacy'),
      ),
    ],
  };
}

function forAnyone({ balance }: Context['who']): Card {
  return {
    tone: 'notice',
    title: `You have ${credits(balance)}`,
    blocks: [
      text(...commandGroupKeys.map(groupLine)),
      actions(
        open('My pictures', 'history'),
        open('Being made', 'queue'),
        open('Models and prices', 'models'),
        open('Credits', 'credits'),
        ...(balance < cheapest ? [button('Get credits', { name: 'get-credits', args: {} }, 'primary')] : []),
      ),
      note('Each of them says more when you type it.'),
    ],
  };
}

function groupLine(group: Command['group']): Text {
  const names = commands.filter((command) => command.group === group && command !== help);
  return [
    { bold: `${commandGroups[group]}: ` },
    ...names.flatMap(({ name }, at) => (at === 0 ? [{ command: name }] : [', ', { command: name }])),
  ];
}

const open = (label: string, command: OpenableCommand) => button(label, { name: 'open-command', args: { command } });
