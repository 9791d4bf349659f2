const [opening, closing] = ['\u2068', '\u2069'];

/** Characters that give or change a direction: the bidi controls, and the letters that are written from right to left. */
const turns = /[\p{Bidi_Control}\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** They begin an isolate, or end one. */
const isolates = /[\u2066-\u2069]/g;
/** Each ends a paragraph, and with it whatever is open (https://www.unicode.org/reports/tr9/#Table_Bidirectional_Character_Types, B). */
const lineEnds = /[\n\r\u0085\u2029]+/g;

/**
 * A person's words beside ours on one line, so that neither turns the other round: in an isolate of their own, which its end closes with every override
 * and embedding left open in it (https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates). Isolates that they leave open, or end without
 * having begun, are completed outside, so nothing is put into them; only line ends become spaces. Words without any direction to give stay as they are.
 */
export function isolated(words: string): string {
  if (!turns.test(words)) return words;
  let [open, unmatched] = [0, 0];
  for (const [each] of words.matchAll(isolates)) {
    if (each !== closing) open += 1;
    else if (open > 0) open -= 1;
    else unmatched += 1;
  }
  return opening.repeat(1 + unmatched) + words.replaceAll(lineEnds, ' ') + closing.repeat(open + 1);
}

/** The same in our quotation marks. */
export const quoted = (words: string): string => `“${isolated(words)}”`;

const popping = '\u202c';

/**
 * The same words, with an end for each override, embedding and isolate that their last line leaves open, so that nothing after them on it is turned
 * round; copied, they are the same request. Words that leave nothing open stay as they are.
 */
export function closed(words: string): string {
  const ends: string[] = [];
  for (const [each] of (words.split(lineEnds).at(-1) ?? '').matchAll(/[\u202a-\u202e\u2066-\u2069]/g)) {
    if (each === closing) ends.splice(0, ends.indexOf(closing) < 0 ? 0 : ends.indexOf(closing) + 1);
    else if (each !== popping) ends.unshift(each >= '\u2066' ? closing : popping);
    else if (ends[0] === popping) ends.shift();
  }
  return words + ends.join('');
}
