import { z } from 'zod';
import { type Item, items, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button } from '#core/chat/card/controls.ts';
import { cut } from '#core/chat/cut.ts';
import { modelName } from '#core/chat/present/model-name.ts';
import { findOpen, type OpenGeneration } from '#core/generations/find-open.ts';
import { openByPlan } from '#core/generations/limits.ts';
import { findModel } from '#core/models/catalogue.ts';
import { counted, credits } from '#core/words.ts';
import { defineCommand } from '../define-command.ts';
import type { Context } from '../dispatch.ts';
import { pageOf } from '../list-page.ts';

export const queue = defineCommand({
  name: 'queue',
  group: 'find',
  description: 'What is being made for you, and what waits',
  answer: 'ephemeral',
  options: z.object({}),

  run: (context) => queueCard(context),
});

/** @param page from 0 */
export async function queueCard({ deps, who }: Pick<Context, 'deps' | 'who'>, page = 0): Promise<Card> {
  const open = await findOpen(deps, who);
  const most = openByPlan[who.plan].open;
  if (open.length === 0)
    return {
      tone: 'notice',
      title: 'Nothing is waiting',
      blocks: [
        text(['Make something with ', { command: 'imagine' }, `. ${counted(most, 'request')} may be open at once.`]),
      ],
    };
  const { shown, words, turning } = pageOf('queue', open, page);
  return {
    tone: 'notice',
    title: `${counted(open.length, 'open request')} of ${most}${words}`,
    blocks: [
      items(...shown.map(openItem)),
      turning,
      note('Credits are held until it is done; what is not made comes back.'),
    ],
  };
}

export const openItem = (generation: OpenGeneration): Item => ({
  title: cut(generation.prompt, 80),
  lines: [lineOf(generation)],
  controls: generation.cancelRequested
    ? []
    : [button('Cancel', { name: 'cancel', args: { generationId: generation.id } })],
});

const lineOf = (generation: OpenGeneration) =>
  `${modelName(generation.model)} × ${generation.count} · ${credits(generation.count * generation.unitPrice)} held · ${whereItIs(generation)}`;

function whereItIs({ cancelRequested, isUnchecked, startedAt, ahead, model }: OpenGeneration): string {
  if (cancelRequested) return 'being canceled';
  if (isUnchecked) return 'made, and being checked for adult content before it is shown';
  if (startedAt) return `running, usually ${findModel(model)?.typicalSeconds ?? 30} s in all`;
  return ahead === 0 ? 'next in line' : `in line, ${ahead} ahead of you`;
}
