import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { Failure } from '#core/failure.ts';

export const passwordLimits = { min: 10, max: 128 } as const;
/**
 * How much of a password, and how many of its spellings in "l33t", zxcvbn reads: the whole of 128 characters would take seconds of the event loop
 * (measured: 7 s for a row of signs, 0.04 s with these limits). The rest can only make a password stronger.
 */
const looked = { characters: 40, spellings: 4 };
/** zxcvbn's scale of 0 to 4: 3 is "safely unguessable" for an attacker who must ask us for each guess. */
const enough = 3;

/** What is wrong with a new password, as a sentence; undefined if it is accepted. `about`: what guessers try first: the address, the name. */
export async function passwordFault(password: string, about: readonly string[]): Promise<string | undefined> {
  if (password.length < passwordLimits.min) return `Take at least ${passwordLimits.min} characters.`;
  if (password.length > passwordLimits.max) return `Take at most ${passwordLimits.max} characters.`;
  const { score, feedback } = (await estimator()).check(password.slice(0, looked.characters), [
    'upixel',
    ...about.flatMap(parts),
  ]);
  if (score >= enough) return undefined;
  const advice = [feedback.warning, ...feedback.suggestions].filter(Boolean).join(' ');
  return `That password is too easy to guess, or is on a list of stolen ones. ${advice || 'Take a few words that do not belong together.'}`;
}

/** @throws Failure weak_password, for the field in which it was typed */
export async function requireStrong(password: string, field: string, about: readonly string[]): Promise<void> {
  const fault = await passwordFault(password, about);
  if (fault === undefined) return;
  throw new Failure('weak_password', {
    title: 'Choose another password',
    happened: `${fault} Nothing was changed.`,
    next: 'Three or four words that do not belong together are easy to keep and hard to guess.',
    errors: [{ path: field, message: fault }],
  });
}

const parts = (text: string) => [text, ...text.split(/[^\p{L}\p{N}]+/u)].filter((part) => part.length > 2);

let loading: Promise<ZxcvbnFactory> | undefined;

/** Its dictionaries (30,000 stolen passwords, names, words) take 100 ms and some memory: loaded when first needed, then kept. */
function estimator(): Promise<ZxcvbnFactory> {
  loading ??= load();
  return loading;
}

async function load(): Promise<ZxcvbnFactory> {
  const [core, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  return new core.ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
    l33tMaxSubstitutions: looked.spellings,
  });
}
