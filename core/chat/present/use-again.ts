import { isDeepStrictEqual } from 'node:util';
import { asWritten, type WrittenPixels } from '../../make/written-pixels.ts';
import { findImageModel } from '../../models/catalogue.ts';
import type { FormatName, ImageModel } from '../../models/define-model.ts';
import type { PixelWish } from '../../models/pixel-wish.ts';
import { strengthInWords } from '../../models/strength.ts';
import { platforms } from '../platforms.ts';

/** The run of a model that made an image. */
export interface MadeBy {
  prompt: string;
  /** As stored in the generation: the provider's id. */
  model: string;
  size: string;
  format: FormatName;
  /** The run's own seed. */
  seed: number;
  /** How many images the run was asked for, and which of them this is: 0 is the first. */
  images: number;
  index: number;
  hasReference: boolean;
  /** Empty if there was none. */
  negativePrompt: string;
  /** Null if the model decided. */
  strength: number | null;
  /** What was said of pixel art. */
  pixel: PixelWish | null;
}

export interface UseAgain {
  discord: string;
  slack: string;
  /** What the command does not bring back, or what else it makes. Null: it makes exactly this image. */
  note: string | null;
}

/** What to type in chat to make an image again: its run, with the run's own seed and as many images. */
export function wordsToRepeat(made: MadeBy): UseAgain {
  const model = findImageModel(made.model);
  const options: Array<readonly [string, string]> = [
    ['model', model?.name ?? made.model],
    ['size', made.size],
    ...(made.format === 'best' || isAlways(model, made.format) ? [] : [['format', made.format] as const]),
    ...(made.images > 1 ? [['count', String(made.images)] as const] : []),
    ...(model?.hasSeed === false ? [] : [['seed', String(made.seed)] as const]),
    ...(made.strength === null ? [] : [['strength', strengthInWords(made.strength).replace(' ', '')] as const]),
    ...pixelOptions(made.pixel),
    ...(made.negativePrompt === '' ? [] : [['negative', made.negativePrompt] as const]),
  ];
  const typed = { command: 'imagine', main: { name: 'prompt', value: made.prompt }, options };
  return {
    discord: platforms.discord.line(typed),
    slack: platforms.slack.line(typed),
    note: notesOn(made).join(' ') || null,
  };
}

function pixelOptions(pixel: PixelWish | null): Array<readonly [string, string]> {
  const written: WrittenPixels = pixel ? asWritten(pixel) : {};
  const { colours, literal, ...words } = written;
  return [
    ...(colours === undefined ? [] : [['colours', String(colours)] as const]),
    ...Object.entries(words).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
    ...(literal ? [['literal', 'yes'] as const] : []),
  ];
}

/** The model makes that file without being asked. */
const isAlways = (model: ImageModel | undefined, format: FormatName) =>
  model !== undefined && isDeepStrictEqual(model.formats[format], model.formats.best);

function notesOn({ model: id, images, index, hasReference }: MadeBy): string[] {
  const model = findImageModel(id);
  return [
    ...(model ? [] : [`The model ${id} is not offered any more.`]),
    ...(model?.hasSeed === false ? [`${model.name} takes no seed, so it will be another image.`] : []),
    ...(images > 1 ? [`It makes ${images} images; this was number ${index + 1}.`] : []),
    ...(hasReference ? ['Add the picture it started from.'] : []),
  ];
}
