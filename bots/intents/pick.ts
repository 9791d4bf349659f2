import { actions, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button } from '#core/chat/card/controls.ts';
import type { Intent, IntentArgs } from '#core/chat/intent.ts';
import { priceOfPick } from '#core/chat/present/result-actions.ts';
import { goneResult } from '#core/generations/refusals.ts';
import { readView } from '#core/generations/view.ts';
import { priceWords } from '#core/words.ts';
import { defineIntent } from './define-intent.ts';

/** Which of the pictures, by the numbers that they have in the chat. What is then pressed says what it costs. */
export const pick = defineIntent({
  name: 'pick',
  answer: 'ephemeral',
  async run({ deps, isPrivate }, { generationId, what }): Promise<Card> {
    const view = await readView(deps, generationId);
    if (!view || view.assets.length === 0) throw goneResult();
    const does = (assetId: string): Intent => ({
      ...{ name: what, args: { assetId } },
      ...(isPrivate ? { isPrivate: true } : {}),
    });
    return {
      tone: 'notice',
      title: titles[what],
      blocks: [
        text('By the numbers in the message: from left to right, from top to bottom.'),
        actions(
          ...view.assets.flatMap((picture) => {
            const price = priceOfPick(view, what, picture);
            const words = price === null || price === undefined ? '' : ` · ${priceWords(price)}`;
            return price === undefined ? [] : [button(`${picture.position + 1}${words}`, does(picture.id))];
          }),
        ),
      ],
    };
  },
});

const titles: Record<IntentArgs<'pick'>['what'], string> = {
  'use-reference': 'Which picture to start from?',
  animate: 'Which picture to animate?',
  edit: 'Which picture to edit?',
  'cut-out': 'Which picture to cut out?',
  describe: 'Which picture to describe?',
  'pixel-art': 'Which picture to make pixel art of?',
};
