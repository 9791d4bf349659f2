/** Hex digits by themselves, with `#` or without. */
const hex = /(?<![\w#-])#?[0-9a-f]{3,8}(?![\w-])/i;
/** Nobody reads more of them. */
const mostNamed = 6;

/** What looks like a colour in a word, though it may be none: in hex that no word and no year is, or a function of CSS. */
export function lookalikeIn(word: string): string | undefined {
  if (/^[a-z]+\(.*\)$/is.test(word)) return word.replaceAll(/\s+/g, ' ');
  const [found = ''] = hex.exec(word) ?? [];
  if (/^#|^(?=.*\d).*[a-f]/i.test(found)) return found;
  const isLong = found.length === 6 || found.length === 8;
  // Of three letters alike in a row there is no word.
  return isLong && (/^\d+$/.test(found) || /(.)\1\1/.test(found)) ? found : undefined;
}

/** Nobody looks for a colour that is missing among many: it is said. @param words that were not taken */
export function leftOutWords(words: readonly string[]): string[] {
  const found = [...new Set(words.flatMap((word) => lookalikeIn(word) ?? []))];
  if (found.length === 0) return [];
  const named = found.slice(0, mostNamed).join(', ');
  const more = found.length > mostNamed ? `, and ${found.length - mostNamed} more` : '';
  return found.length === 1
    ? [`${named} looks like a colour and was left out: write it like #1a2b3c.`]
    : [`${named}${more} look like colours and were left out: write them like #1a2b3c.`];
}

/** The same of what looks like no colour at all. */
export function strangerWords(words: readonly string[]): string[] {
  const found = [...new Set(words)].filter((word) => /[\p{L}\p{N}]/u.test(word) && lookalikeIn(word) === undefined);
  if (found.length === 0) return [];
  const named = found.slice(0, mostNamed).map((word) => `“${[...word].slice(0, 20).join('')}”`);
  return [`${named.join(', ')} ${found.length === 1 ? 'is no colour and was' : 'are no colours and were'} left out.`];
}
