import { z } from 'zod';
import { actions, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { link as linkTo } from '#core/chat/card/controls.ts';
import { createLinkRequest } from '#core/linking/link-request.ts';
import { defineCommand } from '../define-command.ts';
import { linkedCard } from './account.ts';

export const link = defineCommand({
  name: 'link',
  group: 'yours',
  description: 'Use one account here, in other chats and on the web',
  answer: 'ephemeral',
  options: z.object({}),

  async run({ deps, who, ask }): Promise<Card> {
    if (who.userId !== null) return linkedCard(deps, who.userId, 'You are linked already');
    const url = await createLinkRequest(deps, {
      identityId: who.identityId,
      person: await ask.person(),
      target: ask.target,
    });
    return {
      tone: 'notice',
      title: 'Link this identity to your account',
      blocks: [
        text('The page shows which identity is linked to which account, and asks you before it does anything.', [
          'Bought credits and pictures come along. A trial counts once for each person: if the account had one, what is left of this one ends. You can undo it with ',
          { command: 'unlink' },
          '.',
        ]),
        note('The link is yours alone: it works once, in one browser, for 10 minutes. Do not pass it on.'),
        actions(linkTo('Open the link', url)),
      ],
    };
  },
});
