import { isDeepStrictEqual } from 'node:util';
import { findImageModel } from '../../models/catalogue.ts';
import type { FormatName, ImageModel } from '../../models/define-model.ts';
import { strengthInWords } from '../../models/strength.ts';

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
  const options = [
    ['model', model?.name ?? made.model],
    ['size', made.size],
    ...(made.format === 'best' || isAlways(model, made.format) ? [] : [['format', made.format]]),
    ...(made.images > 1 ? [['count', String(made.images)]] : []),
    ...(model?.hasSeed === false ? [] : [['seed', String(made.seed)]]),
    ...(made.strength === null ? [] : [['strength', strengthInWords(made.strength).replace(' ', '')]]),
    ...(made.negativePrompt === '' ? [] : [['negative', made.negativePrompt]]),
  ];
  return {
    discord: ['/imagine', `prompt:${made.prompt}`, ...options.map(([name, value]) => `${name}:${value}`)].join(' '),
    slack: slackText(made.prompt, options.map(([name = '', value = '']) => `--${name} ${asValue(value)}`).join(' ')),
    note: notesOn(made).join(' ') || null,
  };
}

/** The model makes that file without being asked. */
const isAlways = (model: ImageModel | undefined, format: FormatName) =>
  model !== undefined && isDeepStrictEqual(model.formats[format], model.formats.best);

/** Dashes at the beginning of a word could be taken for a flag; after a bare `--` nothing is. */
const looksLikeFlag = /(?:^|\s)(?:--|[—–])/u;

/** The words of a flag go on up to the next one, so that no word of them may look like one. */
const asValue = (value: string) => (looksLikeFlag.test(value) ? `"${value.replaceAll(/["“”„«»]/g, "'")}"` : value);

function slackText(prompt: string, flags: string): string {
  return looksLikeFlag.test(prompt) ? `/imagine ${flags} -- ${prompt}` : `/imagine ${prompt} ${flags}`;
}

function notesOn({ model: id, images, index, hasReference }: MadeBy): string[] {
  const model = findImageModel(id);
  return [
    ...(model ? [] : [`The model ${id} is not offered any more.`]),
    ...(model?.hasSeed === false ? [`${model.name} takes no seed, so it will be another image.`] : []),
    ...(images > 1 ? [`It makes ${images} images; this was number ${index + 1}.`] : []),
    ...(hasReference ? ['Add the picture it started from.'] : []),
  ];
}
