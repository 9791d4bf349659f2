import { z } from 'zod';
import type { Card } from '#core/chat/card.ts';
import type { Deps } from '#core/deps.ts';
import { credits } from '#core/generations/refusals.ts';
import { defineCommand } from '../define-command.ts';

export const account = defineCommand({
  name: 'account',
  description: 'Whether you are linked to an account, and to which',
  answer: 'private',
  options: z.object({}),

  async run({ deps, who }): Promise<Card> {
    if (who.userId !== null) return linkedCard(deps, who.userId, 'You are linked');
    return {
      tone: 'notice',
      title: 'You are a guest',
      lines: [
        `You have ${credits(who.balance)}. They and your pictures belong to your identity in this chat alone.`,
        [
          'With ',
          { command: 'link' },
          ' they come into an account that you can use everywhere, and a page shows all your pictures.',
        ],
      ],
      private: true,
    };
  },
});

/** Which account it is, for its owner's eyes: the card is private. */
export async function linkedCard(deps: Deps, userId: string, title: string): Promise<Card> {
  const user = await deps.db.user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      email: true,
      wallet: { select: { balance: true } },
      identities: { select: { platform: true, name: true } },
    },
  });
  const names = user.identities.map(
    ({ platform, name }) => `${name} (${platform === 'discord' ? 'Discord' : 'Slack'})`,
  );
  return {
    tone: 'notice',
    title,
    lines: [
      ['Your account is ', { bold: user.email }, `, with ${credits(user.wallet.balance)}.`],
      `Linked to it: ${names.join(', ')}.`,
    ],
    note: ['Not yours? ', { command: 'unlink' }, ' takes this identity out of it.'],
    buttons: [
      { label: 'My pictures', url: `${deps.config.publicUrl}/gallery` },
      { label: 'Connections', url: `${deps.config.publicUrl}/connections` },
    ],
    private: true,
  };
}
