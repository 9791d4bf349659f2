import { createRandom } from '#sandbox/replicate/pictures/random.ts';
import { type SampleKind, sampleKinds } from '#sandbox/replicate/pictures/samples.ts';

export const pictureChoices = [...sampleKinds, 'mix'] as const;
export type Pictures = (typeof pictureChoices)[number];

/** What the model answers, whatever it was asked for, and after how long. */
export interface Answers {
  pictures: Pictures;
  modelTimeMs: readonly [least: number, most: number];
}

/** Long enough that a whole burst is at the provider together. */
export const usualModelTimeMs = [1_000, 1_500] as const;

/** Who asks in the same order gets the same answers after the same times. */
export function createAnswers(first: Answers) {
  let now = first;
  let random = createRandom('answers');
  let made = 0;
  return {
    use(answers: Answers) {
      now = answers;
      random = createRandom('answers');
      made = 0;
    },
    modelTimeMs: () => Math.round(random.between(...now.modelTimeMs)),
    picture(): SampleKind {
      if (now.pictures !== 'mix') return now.pictures;
      made += 1;
      return sampleKinds[made % sampleKinds.length] ?? 'jpeg';
    },
  };
}
