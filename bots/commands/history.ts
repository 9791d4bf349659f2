import { z } from 'zod';
import { defineCommand } from '../define-command.ts';
import { historyCard } from '../history-card.ts';

export const history = defineCommand({
  name: 'history',
  group: 'find',
  description: 'All your requests, and pictures that could not be posted',
  answer: 'ephemeral',
  options: z.object({}),
  run: (context) => historyCard(context),
});
