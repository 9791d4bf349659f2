import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

export const passwordLimits = { min: 10, max: 128 } as const;
/** zxcvbn's scale of 0 to 4: 3 is "safely unguessable" by somebody who has to ask us each time. */
const enough = 3;

/** What is wrong with a new password, as a sentence; undefined where it will do. `about`: what guessers try first: the address, the name. */
export async function passwordFault(password: string, about: readonly string[]): Promise<string | undefined> {
  if (password.length < passwordLimits.min) return `Take at least ${passwordLimits.min} characters.`;
  if (password.length > passwordLimits.max) return `Take at most ${passwordLimits.max} characters.`;
  const { score, feedback } = (await estimator()).check(password, ['upixel', ...about.flatMap(parts)]);
  if (score >= enough) return undefined;
  const advice = [feedback.warning, ...feedback.suggestions].filter(Boolean).join(' ');
  return `That password is too easy to guess, or is on a list of stolen ones. ${advice || 'Take a few words that do not belong together.'}`;
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
  });
}
