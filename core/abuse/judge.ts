import { createMatcher, type Found } from './matcher.ts';
import { aloneWords, harmless, minorWords, nudityWords, sexualWords } from './never.ts';
import { agesOfMinors, readings } from './readings.ts';

/** Why a prompt is not made: it is what nobody may ask for, or it has a term of the operator's. */
export type Verdict = 'never' | 'term';

type Kind = 'alone' | 'minor' | 'sexual' | 'nudity';

/** In characters, between the two words. */
const closeChars = 30;

const kinds: Record<Kind, readonly string[]> = {
  ...{ alone: aloneWords, minor: minorWords, sexual: sexualWords, nudity: nudityWords },
};
let never: ReturnType<typeof createMatcher<Kind>> | undefined;
/** Made at the first prompt: a process that judges none needs no thousand patterns. */
const findNever = (text: string) => {
  never ??= createMatcher(
    (Object.keys(kinds) as Kind[]).flatMap((kind) => kinds[kind].map((word) => [kind, word] as const)),
    harmless,
  );
  return never(text);
};

/** "no nudity", "not nsfw": then it is asked not to be. */
const denied = /\b(?:no|not|non|without|zero|never|avoid)[\s-]+(?:any\s+)?$/iu;

/** @param findTerm finds the operator's own terms in a text. @param negativePrompt may well name a term: it asks that it not be there */
export function judge(
  prompt: string,
  findTerm: (text: string) => ReadonlyArray<unknown>,
  negativePrompt = '',
): Verdict | undefined {
  for (const text of readings(prompt)) {
    if (isNever(text)) return 'never';
    if (findTerm(text).length > 0) return 'term';
  }
  return leavesOut(negativePrompt).some((text) => readings(`${text} ${prompt} ${text}`).some(isNever))
    ? 'never'
    : undefined;
}

/** The same may be meant by what is to be left out: "without clothes". */
const leavesOut = (negativePrompt: string): string[] =>
  negativePrompt
    .split(/[,;\n]/)
    .filter((item) => item.trim() !== '')
    .map((item) => `without ${item.trim()}`);

function isNever(text: string): boolean {
  const found = findNever(text).filter(({ start }) => !denied.test(text.slice(0, start)));
  const of = (kind: Kind) => found.filter(({ name }) => name === kind);
  if (of('alone').length > 0) return true;
  const minors: Array<Pick<Found<Kind>, 'start' | 'end'>> = [...of('minor'), ...agesOfMinors(text)];
  if (minors.length === 0) return false;
  if (of('sexual').length > 0) return true;
  return of('nudity').some((nude) =>
    minors.some((minor) => Math.max(nude.start - minor.end, minor.start - nude.end) <= closeChars),
  );
}
