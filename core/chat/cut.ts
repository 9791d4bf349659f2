const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * At most so many UTF-16 units; what was cut off is hinted at. Cut between what people see as characters, because half an emoji is
 * refused by Discord, and a part of a longer one is another emoji.
 */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = segmenter.segment(text).containing(most - 1)?.index ?? 0;
  return `${text.slice(0, end)}…`;
}
