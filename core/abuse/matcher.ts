import {
  collapseDuplicatesTransformer,
  parseRawPattern,
  RegExpMatcher,
  resolveConfusablesTransformer,
  resolveLeetSpeakTransformer,
  toAsciiLowerCaseTransformer,
} from 'obscenity';

/** What stands where in a text that was looked through. */
export interface Found<Name> {
  name: Name;
  start: number;
  end: number;
}

/** Letters that English words have twice; every other one is kept once, however often it is typed. */
const doubles = 'bdegloprstfn';
const threshold = new Map([...doubles].map((letter): [string, number] => [letter, 2]));
const repeated = new RegExp(`([^${doubles}])\\1+`, 'gu');

const common = () => [
  toAsciiLowerCaseTransformer(),
  collapseDuplicatesTransformer({ defaultThreshold: 1, customThresholds: threshold }),
];

/** One matcher for words as they are typed, one for words with digits and signs for letters: a bracket may be either. */
const waysToRead = () => [
  [resolveConfusablesTransformer(), ...common()],
  [resolveConfusablesTransformer(), resolveLeetSpeakTransformer(), ...common()],
];

/** A term as a pattern of whole words; with `*` at its end, of words that begin so. */
function patternOf(term: string) {
  const [, words = term, open] = /^(.*?)(\*?)$/su.exec(term.trim().toLowerCase()) ?? [];
  const escaped = words.replaceAll(repeated, '$1').replaceAll(/[[\]?|\\]/g, '\\$&');
  return parseRawPattern(`|${escaped}${open ? '' : '|'}`);
}

/**
 * Finds terms in a text as whole words, however they are disguised: with other alphabets, signs for letters, or letters repeated.
 * @param terms by name; `harmless` are phrases inside of which nothing is found
 */
export function createMatcher<Name>(
  terms: ReadonlyArray<readonly [Name, string]>,
  harmless: readonly string[] = [],
): (text: string) => Array<Found<Name>> {
  const blacklistedTerms = terms.map(([, term], id) => ({ id, pattern: patternOf(term) }));
  const matchers = waysToRead().map(
    (transformers) =>
      new RegExpMatcher({
        blacklistedTerms,
        whitelistedTerms: [...harmless],
        blacklistMatcherTransformers: transformers,
        whitelistMatcherTransformers: [toAsciiLowerCaseTransformer()],
      }),
  );
  return (text) =>
    matchers.flatMap((matcher) =>
      matcher.getAllMatches(text).flatMap(({ termId, startIndex: start, endIndex }) => {
        const term = terms[termId];
        return term ? [{ name: term[0], start, end: endIndex + 1 }] : [];
      }),
    );
}
