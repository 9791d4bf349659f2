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

/** The whole text in pieces of at most this many UTF-16 units, cut between words if there are any, else between characters. */
export function pieces(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const end = segmenter.segment(rest).containing(most)?.index || most;
    // A word longer than this is cut.
    const space = rest.slice(0, end).search(/\s\S{0,200}$/);
    const at = space > 0 ? space + 1 : end;
    parts.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...parts, rest];
}
