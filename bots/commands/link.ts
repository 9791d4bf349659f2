import { z } from 'zod';
import type { Card } from '#core/chat/card.ts';
import { createLinkRequest } from '#core/linking/link-request.ts';
import { defineCommand } from '../define-command.ts';
import { linkedCard } from './account.ts';

export const link = defineCommand({
  name: 'link',
  description: 'Use one account here, in other chats and on the web',
  answer: 'private',
  options: z.object({}),

  async run({ deps, who, ask }): Promise<Card> {
    if (who.userId !== null) return linkedCard(deps, who.userId, 'You are linked already');
    const url = await createLinkRequest(deps, {
      identityId: who.identityId,
      person: await ask.person(),
      spot: ask.spot,
    });
    return {
      tone: 'notice',
      title: 'Link this identity to your account',
      lines: [
        'The page shows which identity is linked to which account, and asks you before it does anything.',
        ['Your credits and pictures come along. You can undo it with ', { command: 'unlink' }, '.'],
      ],
      note: 'The link is yours alone: it works once, in one browser, for 10 minutes. Do not pass it on.',
      buttons: [{ label: 'Open the link', url }],
      private: true,
    };
  },
});
