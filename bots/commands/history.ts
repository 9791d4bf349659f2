import { z } from 'zod';
import { actions, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button } from '#core/chat/card/controls.ts';
import type { Text } from '#core/chat/card/text.ts';
import { cut } from '#core/chat/cut.ts';
import { modelName } from '#core/chat/present/model-name.ts';
import { recentGenerations } from '#core/generations/recent.ts';
import { credits } from '#core/words.ts';
import { defineCommand } from '../define-command.ts';

export const history = defineCommand({
  name: 'history',
  group: 'find',
  description: 'Your latest requests, and pictures that could not be posted',
  answer: 'ephemeral',
  options: z.object({}),

  async run({ deps, who }): Promise<Card> {
    const recent = await recentGenerations(deps, who);
    if (recent.length === 0)
      return {
        tone: 'notice',
        title: 'Nothing yet',
        blocks: [text(['Make something with ', { command: 'imagine' }, '.'])],
      };
    return {
      tone: 'notice',
      title: 'Your latest requests',
      blocks: [
        text(
          ...recent.map(
            (generation, index): Text => [
              { bold: `${index + 1}. ${cut(generation.prompt, 80)}` },
              ` — ${modelName(generation.model)}, ${words[generation.status]}, ${credits(generation.stored * generation.unitPrice)}`,
              whereItIs(generation),
            ],
          ),
        ),
        note(`You have ${credits(who.balance)}.`),
        actions(
          ...recent.flatMap(({ id, assets }, index) =>
            assets > 0 ? [button(`Show ${index + 1}`, { name: 'show', args: { generationId: id } })] : [],
          ),
        ),
      ],
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
