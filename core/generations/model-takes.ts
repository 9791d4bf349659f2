import { Failure } from '../failure.ts';
import { models } from '../models/catalogue.ts';
import {
  type ImageModel,
  mostImagesOf,
  type RunSize,
  type SizeName,
  sameSize,
  sizeNames,
  type WantedSize,
} from '../models/define-model.ts';
import { draws, exactSize, nearestDrawn, type Pixels, pixelsOf, sidesInWords } from '../models/exact-size.ts';

const costNothing = 'Nothing was made and nothing was taken.';

/** What only some models take. */
export interface Asked {
  prompt: string;
  negativePrompt?: string | undefined;
  size: RunSize;
  strength?: number | undefined;
  seed?: number | undefined;
  /** How many pictures it begins with. */
  pictures: number;
}

/**
 * Whether this model can make that; nothing was held yet.
 * @throws Failure takes_no_image, takes_fewer_images, takes_no_negative_prompt, takes_no_strength, takes_no_seed, takes_no_size, prompt_too_long
 */
export function checkTakes(model: ImageModel, asked: Asked): void {
  const { prompt, negativePrompt, size, strength, seed, pictures } = asked;
  const most = mostImagesOf(model);
  if (pictures > 0 && most === 0) throw takesNoImage(model);
  if (pictures > most) throw takesFewerImages(model, pictures);
  if (strength !== undefined && pictures === 0) throw strengthOfNothing();
  if (strength !== undefined && !model.acceptsStrength) throw takesNoStrength(model);
  if (negativePrompt !== undefined && !model.acceptsNegativePrompt) throw takesNoNegativePrompt(model);
  if (seed !== undefined && !model.hasSeed) throw takesNoSeed(model);
  if (model.maxPromptChars !== undefined && prompt.length > model.maxPromptChars)
    throw promptTooLong(model, model.maxPromptChars);
  const pixels = size === sameSize ? undefined : pixelsOf(size);
  if (pixels && !(model.exact && draws(model.exact, pixels))) throw takesNoSize(model, pixels);
}

/** Whether it can, without the words. */
export function takes(model: ImageModel, asked: Asked): boolean {
  try {
    checkTakes(model, asked);
    return true;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}

const namesOf = (takes: (model: ImageModel) => unknown) => models.filter(takes).map(({ name }) => name);
const instead = (names: readonly string[]) => (names.length === 0 ? '' : `, or choose ${names.join(', ')}`);

const takesNoImage = ({ name }: ImageModel) =>
  new Failure('takes_no_image', {
    title: `${name} cannot start from a picture`,
    happened: `${name} works from words alone. ${costNothing}`,
    next: `Choose a model that takes pictures: ${namesOf(({ acceptsImage }) => acceptsImage).join(', ')}. Or ask for it from words alone.`,
  });

/** Of a request that begins with the pictures of an earlier one, which nobody can leave out there. */
export function takesNotAllKept(model: ImageModel, pictures: number): Failure {
  const { code, title } = mostImagesOf(model) === 0 ? takesNoImage(model) : takesFewerImages(model, pictures);
  const kept = pictures === 1 ? 'a picture, which it keeps' : `${pictures} pictures, which it keeps`;
  const takers = namesOf((other) => mostImagesOf(other) >= pictures);
  return new Failure(code, {
    title,
    happened: `What you remix begins with ${kept}. ${costNothing}`,
    next: [`Choose ${takers.join(', ')}. Or start anew with `, { command: 'imagine' }, '.'],
  });
}

const takesFewerImages = (model: ImageModel, pictures: number) =>
  new Failure('takes_fewer_images', {
    title: `${model.name} starts from ${numberWords(mostImagesOf(model))}`,
    happened: `You gave ${pictures}. ${costNothing}`,
    next: `Leave the others out${instead(namesOf((other) => mostImagesOf(other) >= pictures))}.`,
  });

const numberWords = (most: number) => (most === 1 ? 'one picture' : `${most} pictures at most`);

const strengthOfNothing = () =>
  new Failure('takes_no_strength', {
    title: 'A strength needs a picture',
    happened: `It says how much of a picture to start from is changed, and there is none. ${costNothing}`,
    next: 'Add a picture, or leave the strength out.',
  });

const takesNoStrength = ({ name }: ImageModel) =>
  new Failure('takes_no_strength', {
    title: `${name} takes no strength`,
    happened: `How much of the picture it changes, ${name} decides by itself. ${costNothing}`,
    next: `Leave the strength out${instead(namesOf(({ acceptsStrength }) => acceptsStrength))}.`,
  });

const takesNoNegativePrompt = ({ name }: ImageModel) =>
  new Failure('takes_no_negative_prompt', {
    title: `${name} takes no negative prompt`,
    happened: `${name} cannot be told what must not be in the picture. ${costNothing}`,
    next: `Leave the negative prompt out${instead(namesOf(({ acceptsNegativePrompt }) => acceptsNegativePrompt))}.`,
  });

const takesNoSeed = ({ name }: ImageModel) =>
  new Failure('takes_no_seed', {
    title: `${name} takes no seed`,
    happened: `Each image that ${name} makes is a new one: it repeats none. ${costNothing}`,
    next: `Leave the seed out${instead(namesOf(({ hasSeed }) => hasSeed))}.`,
  });

const promptTooLong = ({ name }: ImageModel, most: number) =>
  new Failure('prompt_too_long', {
    title: 'That is too long',
    happened: `${name} takes prompts of ${most.toLocaleString('en-US')} characters at most, with the style of a project. ${costNothing}`,
    next: 'Say it in fewer words, or choose another model.',
  });

function takesNoSize(model: ImageModel, pixels: Pixels): Failure {
  const { name, exact } = model;
  const asked = exactSize(pixels);
  if (exact)
    return new Failure('takes_no_size', {
      title: `${name} does not draw ${asked}`,
      happened: `It draws ${sidesInWords(exact)}. ${costNothing}`,
      next: `The nearest is ${nearestSize(model, asked)}.`,
    });
  const takers = namesOf((other) => other.exact && draws(other.exact, pixels));
  return new Failure('takes_no_size', {
    title: `${name} draws no exact pixels`,
    happened: `It draws ${sizeNames.join(', ')}. ${costNothing}`,
    next: `The nearest to ${asked} is ${nearestSize(model, asked)}${takers.length === 0 ? '' : `; ${asked} itself is drawn by ${takers.join(', ')}`}.`,
  });
}

/** The size nearest to this one that the model draws; undefined if it draws this one. */
export function nearestSize({ exact }: ImageModel, size: RunSize): WantedSize | undefined {
  const pixels = size === sameSize ? undefined : pixelsOf(size);
  if (!pixels || (exact && draws(exact, pixels))) return undefined;
  return exact ? exactSize(nearestDrawn(exact, pixels)) : nearestShape(pixels);
}

const ratios: Record<SizeName, number> = { square: 1, portrait: 3 / 4, landscape: 4 / 3, tall: 9 / 16, wide: 16 / 9 };

function nearestShape({ width, height }: Pixels): SizeName {
  const away = (name: SizeName) => Math.abs(Math.log(ratios[name] / (width / height)));
  return sizeNames.reduce((best, name) => (away(name) < away(best) ? name : best));
}
