import { type Block, note, tableLines, text } from '../card/blocks.ts';
import type { Card } from '../card/card.ts';
import { slackError } from './errors.ts';

/**
 * Says it once more, plainer, if Slack refuses its blocks: it fetches the pictures of an address itself, and refuses the message if that fails; and
 * not every place is documented to take tables. If that is refused, too, it is said without anything to press. @throws what `say` throws
 */
export async function plainIfRefused<T>(card: Card, say: (card: Card) => Promise<T>): Promise<T> {
  try {
    return await say(card);
  } catch (error) {
    const plain = withoutPictures(card) ?? withoutControls(card);
    if (slackError(error) !== 'invalid_blocks' || !plain) throw error;
    return plainIfRefused(plain, say);
  }
}

/** Undefined if it has nothing to press. */
function withoutControls(card: Card): Card | undefined {
  const blocks = card.blocks.flatMap((block): Block[] => {
    if (block.type === 'actions') return [];
    return block.type === 'items'
      ? [{ ...block, items: block.items.map(({ controls: _, ...item }) => item) }]
      : [block];
  });
  const hasControls = card.blocks.some(
    (block) =>
      block.type === 'actions' ||
      (block.type === 'items' && block.items.some(({ controls = [] }) => controls.length > 0)),
  );
  return hasControls ? { ...card, blocks } : undefined;
}

/** Undefined if it has neither pictures nor tables. */
function withoutPictures(card: Card): Card | undefined {
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
