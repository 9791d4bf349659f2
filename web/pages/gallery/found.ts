export interface Part {
  text: string;
  isFound: boolean;
  /** Its offset in the prompt. */
  at: number;
}

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many characters a tile shows before the first match. */
const before = 12;

/** Splits a prompt into matches, in any case, and the rest, from shortly before the first match. */
export function foundIn(prompt: string, words: string): Part[] {
  const wanted = words
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (wanted.length === 0) return [{ text: prompt, isFound: false, at: 0 }];
  let at = 0;
  const parts = prompt.split(new RegExp(`(${wanted.join('|')})`, 'iu')).map((text, index): Part => {
    const part = { text, isFound: index % 2 === 1, at };
    at += text.length;
    return part;
  });
  const [lead, ...rest] = parts;
  const start = (lead?.text.length ?? 0) - before;
  if (!lead || rest.length === 0 || start <= before) return parts.filter(({ text }) => text !== '');
  // From the start of a word, or if there is none, of a character as people see it.
  const from = lead.text.indexOf(' ', start) + 1 || (characters.segment(lead.text).containing(start)?.index ?? start);
  return [{ text: `…${lead.text.slice(from)}`, isFound: false, at: 0 }, ...rest.filter(({ text }) => text !== '')];
}
