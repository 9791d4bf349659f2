import { code } from '../card/blocks.ts';
import type { Card } from '../card/card.ts';
import { pieces } from '../cut.ts';
import { type Platform, platforms } from '../platforms.ts';

/** Words to be copied, all of them, for one person alone: in one card if the chat has room for them, else in as few as it takes. */
export function boxCards(title: string, words: string, platform: Platform): [Card, ...Card[]] {
  const parts = pieces(words, platforms[platform].boxChars(words));
  const cards = parts.map(
    (part, index): Card => ({
      tone: 'notice',
      title: parts.length === 1 ? title : `${title}, ${index + 1} of ${parts.length}`,
      blocks: [code(part)],
    }),
  );
  return cards as [Card, ...Card[]];
}
