import { z } from 'zod';
import { actions, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button } from '#core/chat/card/controls.ts';
import type { Text } from '#core/chat/card/text.ts';
import { platforms } from '#core/chat/platforms.ts';
import { recentGenerations } from '#core/generations/recent.ts';
import { unpaidNow } from '#core/generations/unpaid-now.ts';
import { credits } from '#core/words.ts';
import { type Command, defineCommand } from '../define-command.ts';
import type { Context } from '../dispatch.ts';
import { cheapest, newcomerCard } from '../newcomer-card.ts';
import { openButton } from '../open-button.ts';
import { commandGroupKeys, commandGroups } from './groups.ts';

/** @param others every other command */
export const helpFor = (others: readonly Command[]): Command =>
  defineCommand({
    name: 'help',
    group: 'yours',
    description: 'What I can do, and how to begin',
    answer: 'ephemeral',
    options: z.object({}),

    async run({ deps, who, ask }): Promise<Card> {
      const [latest] = await recentGenerations(deps, who, 1);
      if (latest) return forAnyone(who, others, platforms[ask.target.platform]);
      return newcomerCard({ ...who, waiting: await unpaidNow(deps, who, ask.target) });
    },
  });

function forAnyone(
  { balance }: Context['who'],
  others: readonly Command[],
  { withoutCommands }: { withoutCommands: string },
): Card {
  return {
    tone: 'notice',
    title: `You have ${credits(balance)}`,
    blocks: [
      text(...commandGroupKeys.map((group) => groupLine(group, others))),
      actions(
        openButton('My pictures', 'history'),
        openButton('Being made', 'queue'),
        openButton('Models and prices', 'models'),
        openButton('Credits', 'credits'),
        openButton('Settings', 'settings'),
        ...(balance < cheapest ? [button('Get credits', { name: 'get-credits', args: {} }, 'primary')] : []),
      ),
      note(`Each of them says more when you type it. ${withoutCommands}`.trim()),
    ],
  };
}

function groupLine(group: Command['group'], others: readonly Command[]): Text {
  const names = others.filter((command) => command.group === group);
  return [
    { bold: `${commandGroups[group]}: ` },
    ...names.flatMap(({ name }, at) => (at === 0 ? [{ command: name }] : [', ', { command: name }])),
  ];
}
