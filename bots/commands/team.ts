import { z } from 'zod';
import type { Card } from '#core/chat/card/card.ts';
import { defineCommand, nothingChanged } from '../define-command.ts';
import { refuseUnused } from '../parse-options.ts';
import { showAccess, suggestGroups } from '../team/access.ts';
import { showBalance } from '../team/balance.ts';
import { offerToTeam } from '../team/buy.ts';
import { setCap } from '../team/cap.ts';
import { showUsage } from '../team/usage.ts';

const parts = ['balance', 'usage', 'buy', 'access', 'cap'] as const;

export const team = defineCommand({
  name: 'team',
  group: 'pay',
  description: 'The wallet that your team’s images can be paid from',
  answer: 'ephemeral',
  refused: nothingChanged,
  isOfPlace: true,
  options: z.object({
    what: z
      .enum(parts)
      .default('balance')
      .meta({ title: 'What to do', description: 'What is in it; for those who manage it also the rest', kind: 'main' }),
    who: z.string().trim().min(1).max(1000).optional().meta({
      description: 'For access: everyone, or roles or user groups with commas between them; in Slack also guests',
    }),
    credits: z
      .int()
      .min(0)
      .max(1_000_000)
      .optional()
      .meta({ description: 'For cap: what one person may spend of it in a month; 0 for as much as there is' }),
  }),
  suggest: { who: suggestGroups },

  async run(context, { what, who, credits }): Promise<Card> {
    refuseUnused(
      what,
      { ...(what === 'access' ? {} : { who }), ...(what === 'cap' ? {} : { credits }) },
      nothingChanged,
    );
    switch (what) {
      case 'balance':
        return showBalance(context);
      case 'usage':
        return showUsage(context);
      case 'buy':
        return offerToTeam(context);
      case 'access':
        return showAccess(context, who);
      case 'cap':
        return setCap(context, credits);
    }
  },
});
