import { distance } from 'fastest-levenshtein';

/**
 * Which of the words somebody may have meant by one that is none of them: the nearest, else one that begins like it, or undefined if none is near. Case does not
 * matter.
 */
export function nearest(written: string, words: readonly string[]): string | undefined {
  const wanted = written.trim().toLowerCase();
  if (wanted === '') return undefined;
  const near = words
    .map((word) => ({ word, away: slips(wanted, word.toLowerCase()) }))
    // A third of its letters wrong is another word.
    .filter(
      ({ word, away }) =>
        away <= Math.max(1, Math.floor(word.length / 3)) ||
        (wanted.length >= leastLikeness && word.toLowerCase().startsWith(wanted)),
    )
    .sort((one, other) => one.away - other.away);
  return near[0]?.word ?? words.find((word) => beginsLike(wanted, word.toLowerCase()));
}

/** Fewer letters begin anything: `a fox` is not /admin. */
const leastLikeness = 3;

/** `fluks` begins like flux-schnell: three letters, which are at least half of what was written. */
const beginsLike = (written: string, word: string) =>
  written.length >= leastLikeness &&
  word.startsWith(written.slice(0, Math.max(leastLikeness, Math.ceil(written.length / 2))));

/** Letters that are wrong, missing or too many; two that changed places, the commonest slip of all, are one. */
function slips(written: string, word: string): number {
  const at = [...written].findIndex((letter, index) => letter !== word[index]);
  const swapped =
    written.slice(0, at) +
    written
      .slice(at, at + 2)
      .split('')
      .reverse()
      .join('') +
    written.slice(at + 2);
  return at >= 0 && swapped === word ? 1 : distance(written, word);
}

/** The same as a sentence, with the space before it: ` Did you mean wide?` Empty if none is near. */
export function didYouMean(written: string, words: readonly string[]): string {
  const word = nearest(written, words);
  return word === undefined ? '' : ` Did you mean ${word}?`;
}
