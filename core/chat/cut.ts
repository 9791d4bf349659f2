const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Shortens to at most this many UTF-16 units, marked by an ellipsis. Cuts between what people see as characters: Discord refuses half
 * an emoji, and part of a longer emoji is a different one.
 */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = segmenter.segment(text).containing(most - 1)?.index ?? 0;
  return `${text.slice(0, end)}…`;
}
