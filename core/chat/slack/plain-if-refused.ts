import { type Block, note, tableLines, text } from '../card/blocks.ts';
import type { Card } from '../card/card.ts';
import { slackError } from './errors.ts';

/**
 * Says it once more in words alone if Slack refuses its blocks: it fetches the pictures of an address itself, and refuses the message if that fails; and
 * not every place is documented to take tables. @throws what `say` throws
 */
export async function plainIfRefused<T>(card: Card, say: (card: Card) => Promise<T>): Promise<T> {
  try {
    return await say(card);
  } catch (error) {
    const plain = inWords(card);
    if (slackError(error) !== 'invalid_blocks' || !plain) throw error;
    return say(plain);
  }
}

/** Undefined if it is in words already. */
function inWords(card: Card): Card | undefined {
  const kinds = new Set(card.blocks.map(({ type }) => type));
  const hasThumbnails = card.blocks.some(
    (block) => block.type === 'items' && block.items.some(({ thumbnail }) => thumbnail !== undefined),
  );
  if (!kinds.has('images') && !kinds.has('table') && !hasThumbnails) return undefined;
  const blocks = card.blocks.flatMap((block): Block[] => {
    if (block.type === 'images') return [];
    if (block.type === 'items') return [{ ...block, items: block.items.map(({ thumbnail: _, ...item }) => item) }];
    return block.type === 'table' ? [text(...tableLines(block))] : [block];
  });
  return {
    ...card,
    blocks: kinds.has('images') || hasThumbnails ? [...blocks, note('Slack could not fetch the pictures.')] : blocks,
  };
}
