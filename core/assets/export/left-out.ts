import { Failure } from '../../failure.ts';
import { type EngineName, engineLabels } from '../../pixel/engines/labels.ts';
import { counted } from '../../words.ts';
import type { NotExported } from './art-of.ts';

/** An image that is not in an export. */
export interface LeftOut {
  id: string;
  words: string;
  /** `sentence`: the program has no place for it. */
  why: NotExported | 'not_yours' | { sentence: string };
}

/** Why, as a sentence. */
export function whyLeftOut({ why }: Pick<LeftOut, 'why'>): string {
  if (typeof why === 'object') return why.sentence;
  switch (why) {
    case 'too_many_colours':
      return 'It has more than 256 colours, as photographs and paintings do: it is no pixel art.';
    case 'half_clear':
      return 'Some of its pixels are half transparent; those of pixel art are clear or opaque.';
    case 'too_large':
      return 'It is larger than 4,096 × 4,096 pixels, which is too large for pixel art.';
    case 'too_many':
      return 'With it, this would be more than is exported at once. Export it by itself.';
    case 'unreadable':
      return 'Its file cannot be read as pixel art.';
    case 'not_yours':
      return 'It is not in your gallery: it was deleted or moved to the trash, is kept back, or is not yours.';
    case 'gone':
      return 'Its file is gone.';
  }
}

/** What is no pixel art can become some; an engine that has no place for a picture has none for it then. */
export const isNoArt = ({ why }: Pick<LeftOut, 'why'>): boolean => why === 'too_many_colours' || why === 'half_clear';

/** Nothing of what was meant is in the export, and why of each image. */
export class NothingExported extends Failure {
  readonly left: readonly LeftOut[];

  constructor(left: readonly LeftOut[], words: ConstructorParameters<typeof Failure>[1]) {
    super('cannot_export', words);
    this.left = left;
  }
}

export function nothingIn(engine: EngineName, left: readonly LeftOut[]): NothingExported {
  const [first] = left;
  const reasons = new Set(left.map(whyLeftOut));
  const all = left.length > 1 && reasons.size === 1 ? `This is so of all ${counted(left.length, 'image')}. ` : '';
  return new NothingExported(left, {
    title: `Nothing for ${engineLabels[engine]}`,
    happened: `${first ? whyLeftOut(first) : 'None of these images is there any more.'} ${all}Nothing was changed, and it cost nothing.`,
    next: left.some(isNoArt)
      ? 'Make pixel art of it first, or download it as it is.'
      : 'Export it for something else, or download it as it is.',
  });
}
