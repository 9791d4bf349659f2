import { Failure } from '../failure.ts';
import { models } from '../models/catalogue.ts';
import {
  type ImageModel,
  mostImagesOf,
  type RunSize,
  type SizeName,
  sameSize,
  shapesOf,
  sizeNames,
  type WantedSize,
} from '../models/define-model.ts';
import { draws, exactSize, nearestDrawn, type Pixels, pixelsOf, sidesInWords } from '../models/exact-size.ts';
import type { PixelWish } from '../models/pixel-wish.ts';
import { presetOf, sidesOf } from '../models/preset.ts';
import { checkTakesPixels } from './takes-pixels.ts';
import { checkTakesPreset } from './takes-preset.ts';

const costNothing = 'Nothing was made and nothing was taken.';

/** What only some models take. */
export interface Asked {
  prompt: string;
  negativePrompt?: string | undefined;
  size: RunSize;
  strength?: number | undefined;
  seed?: number | undefined;
  pixel?: PixelWish | undefined;
  /** How many pictures it begins with. */
  pictures: number;
}

/**
 * Whether this model can make that; nothing was held yet.
 * @throws Failure takes_no_image, takes_fewer_images, takes_no_negative_prompt, takes_no_strength, takes_no_seed, takes_no_size, prompt_too_long, and as
 * checkTakesPixels and checkTakesPreset do
 */
export function checkTakes(model: ImageModel, asked: Asked): void {
  checkTakesEach(model, asked);
  checkTakesPreset(model, asked);
}

/** Each part by itself. @throws Failure, as checkTakes does */
export function checkTakesEach(model: ImageModel, asked: Asked): void {
  const { prompt, negativePrompt, size, strength, seed, pictures } = asked;
  const preset = asked.pixel?.preset;
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
  const sides = sidesOf(model, preset);
  if (pixels && !(sides && draws(sides, pixels))) throw takesNoSize(model, pixels, preset);
  if (size !== sameSize && !pixels && !drawsShape(model, size)) throw takesNoShape(model, size, preset);
  checkTakesPixels(model, asked.pixel);
}

const drawsShape = (model: ImageModel, size: RunSize): boolean => shapesOf(model).some((shape) => shape === size);

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
/** From so many pictures, and shows something of each; of tiles they are the grounds. */
const startsFrom = (model: ImageModel, pictures: number) => mostImagesOf(model) >= pictures && !model.variesBySeeds;
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
  const takers = namesOf((other) => startsFrom(other, pictures));
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
    next: `Leave the others out${instead(namesOf((other) => startsFrom(other, pictures)))}.`,
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

/** What it draws, if a style of its own decides. */
const withPreset = ({ pixel }: ImageModel, preset: string | undefined): string =>
  presetOf(pixel, preset).sides ? ` with the preset ${(preset ?? pixel?.presets[0])?.replaceAll('_', ' ')}` : '';

function takesNoShape(model: ImageModel, size: string, preset: string | undefined): Failure {
  const sides = sidesOf(model, preset);
  const drawn = sides ? `${sidesInWords(sides)}${withPreset(model, preset)}` : shapesOf(model).join(', ');
  return new Failure('takes_no_size', {
    title: `${model.name} does not draw ${size}`,
    happened: `It draws ${drawn}. ${costNothing}`,
    next: `The nearest is ${shapesOf(model).join(', ')}.`,
  });
}

function takesNoSize(model: ImageModel, pixels: Pixels, preset: string | undefined): Failure {
  const { name } = model;
  const asked = exactSize(pixels);
  const sides = sidesOf(model, preset);
  if (sides) {
    return new Failure('takes_no_size', {
      title: `${name} does not draw ${asked}`,
      happened: `It draws ${sidesInWords(sides)}${withPreset(model, preset)}. ${costNothing}`,
      next: `The nearest is ${nearestSize(model, asked, preset)}.`,
    });
  }
  const takers = namesOf((other) => other.exact && draws(other.exact, pixels));
  return new Failure('takes_no_size', {
    title: `${name} draws no exact pixels`,
    happened: `It draws ${sizeNames.join(', ')}. ${costNothing}`,
    next: `The nearest to ${asked} is ${nearestSize(model, asked)}${takers.length === 0 ? '' : `; ${asked} itself is drawn by ${takers.join(', ')}`}.`,
  });
}

/** The size nearest to this one that the model draws; undefined if it draws this one. */
export function nearestSize(model: ImageModel, size: RunSize, preset?: string): WantedSize | undefined {
  if (size === sameSize) return undefined;
  const pixels = pixelsOf(size);
  if (!pixels) return drawsShape(model, size) ? undefined : shapesOf(model)[0];
  const sides = sidesOf(model, preset);
  if (sides && draws(sides, pixels)) return undefined;
  return sides ? exactSize(nearestDrawn(sides, pixels)) : nearestShape(pixels);
}

/** What it draws of a size that nobody chose for it. */
export const usualSizeOf = (model: ImageModel, size: WantedSize, preset: string | undefined): WantedSize =>
  nearestSize(model, size, preset) ?? size;

const ratios: Record<SizeName, number> = { square: 1, portrait: 3 / 4, landscape: 4 / 3, tall: 9 / 16, wide: 16 / 9 };

function nearestShape({ width, height }: Pixels): SizeName {
  const away = (name: SizeName) => Math.abs(Math.log(ratios[name] / (width / height)));
  return sizeNames.reduce((best, name) => (away(name) < away(best) ? name : best));
}
