import { z } from 'zod';
import { readLinked } from '#core/accounts/read-linked.ts';
import { actions, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { link } from '#core/chat/card/controls.ts';
import { platforms } from '#core/chat/platforms.ts';
import { isolated } from '#core/contract/isolated.ts';
import type { Deps } from '#core/deps.ts';
import { credits } from '#core/words.ts';
import { defineCommand } from '../define-command.ts';

export const account = defineCommand({
  name: 'account',
  group: 'yours',
  description: 'Whether you are linked to an account, and to which',
  answer: 'ephemeral',
  options: z.object({}),

  async run({ deps, who }): Promise<Card> {
    if (who.userId !== null) return linkedCard(deps, who.userId, 'You are linked');
    return {
      tone: 'notice',
      title: 'You are a guest',
      blocks: [
        text(`You have ${credits(who.balance)}. They and your pictures belong to your identity in this chat alone.`, [
          'With ',
          { command: 'link' },
          ' they come into an account that you can use everywhere, and a page shows all your pictures.',
        ]),
      ],
    };
  },
});

/** Shows which account it is, to its owner only: the card is private. */
export async function linkedCard(deps: Deps, userId: string, title: string): Promise<Card> {
  const { email, balance, identities } = await readLinked(deps, userId);
  const names = identities.map(({ platform, name }) => `${isolated(name)} (${platforms[platform].label})`);
  return {
    tone: 'notice',
    title,
    blocks: [
      text(['Your account is ', { bold: email }, `, with ${credits(balance)}.`], `Linked to it: ${names.join(', ')}.`),
      note(['Not yours? ', { command: 'unlink' }, ' takes this identity out of it.']),
      actions(
        link('My pictures', `${deps.config.publicUrl}/gallery`),
        link('Connections', `${deps.config.publicUrl}/connections`),
      ),
    ],
  };
}
