import { z } from 'zod';
import { encodeButtonId } from '#core/chat/button-id.ts';
import type { Card, Text } from '#core/chat/card.ts';
import { cut } from '#core/chat/cut.ts';
import { modelName } from '#core/chat/present/generation.ts';
import { recentGenerations } from '#core/generations/recent.ts';
import { credits } from '#core/generations/refusals.ts';
import { defineCommand } from '../define-command.ts';

export const history = defineCommand({
  name: 'history',
  description: 'Your latest requests, and pictures that could not be posted',
  answer: 'private',
  options: z.object({}),

  async run({ deps, who }): Promise<Card> {
    const recent = await recentGenerations(deps, who);
    if (recent.length === 0)
      return {
        tone: 'notice',
        title: 'Nothing yet',
        lines: [['Make something with ', { command: 'imagine' }, '.']],
        private: true,
      };
    return {
      tone: 'notice',
      title: 'Your latest requests',
      lines: recent.map(
        (generation, index): Text => [
          { bold: `${index + 1}. ${cut(generation.prompt, 80)}` },
          ` — ${modelName(generation.model)}, ${words[generation.status]}, ${credits(generation.stored * generation.unitPrice)}`,
          whereItIs(generation),
        ],
      ),
      note: `You have ${credits(who.balance)}.`,
      buttons: recent
        .map((generation, index) => ({ generation, index }))
        .filter(({ generation }) => generation.assets > 0)
        .map(({ generation, index }) => ({
          label: `Show ${index + 1}`,
          id: encodeButtonId('show', generation.id, index),
        })),
      private: true,
    };
  },
});

const whereItIs = ({ delivery, isLate }: { delivery: string | undefined; isLate: boolean }) =>
  delivery === 'undelivered' ? ' · kept, not posted' : isLate ? ' · kept, not posted yet' : '';

const words = {
  queued: 'waiting',
  running: 'running',
  succeeded: 'done',
  failed: 'failed',
  canceled: 'canceled',
} as const;
