import { Failure } from '../failure.ts';
import { models } from '../models/catalogue.ts';
import type { ImageModel } from '../models/define-model.ts';
import { type ModelPixelWish, type PixelWish, wishInWords } from '../models/pixel-wish.ts';
import { nearest } from '../nearest.ts';
import type { RefusalCode } from '../refusals.ts';

const costNothing = 'Nothing was made and nothing was taken.';

/** What only models that draw on a grid take, each by itself. */
const asked: Record<keyof ModelPixelWish, { code: RefusalCode; what: string; has: (model: ImageModel) => boolean }> = {
  colours: { code: 'takes_no_colours', what: 'number of colours', has: ({ pixel }) => pixel !== undefined },
  palette: { code: 'takes_no_palette', what: 'palette', has: ({ pixel }) => Boolean(pixel?.palette) },
  background: {
    code: 'takes_no_background',
    what: 'wish for the background',
    has: ({ pixel }) => pixel?.background === true,
  },
  preset: { code: 'takes_no_preset', what: 'preset', has: ({ pixel }) => pixel !== undefined },
  seamless: {
    code: 'takes_no_seamless',
    what: 'wish for seamless sides',
    has: ({ pixel }) => pixel?.seamless === true,
  },
  literal: { code: 'takes_no_literal', what: 'wish for literal words', has: ({ pixel }) => pixel?.literal === true },
};

/** @throws Failure takes_no_colours, takes_no_palette, takes_no_background, takes_no_preset, takes_no_seamless, takes_no_literal */
export function checkTakesPixels(model: ImageModel, wish: PixelWish | null | undefined): void {
  for (const [name, { code, what, has }] of Object.entries(asked)) {
    if (wish?.[name as keyof PixelWish] === undefined || has(model)) continue;
    const takers = models.filter(has).map((each) => each.name);
    throw new Failure(code, {
      title: `${model.name} takes no ${what}`,
      happened: `${model.name} ${model.pixel ? 'decides that by itself' : 'does not draw on a grid of pixels'}. ${costNothing}`,
      next: `Choose ${takers.join(' or ')}, or leave it out.`,
    });
  }
  const preset = wish?.preset;
  if (preset !== undefined && model.pixel && !model.pixel.presets.includes(preset)) throw noSuchPreset(model, preset);
}

/** Of a request that keeps what an earlier one said, which nobody can leave out there. @throws Failure, as checkTakesPixels does */
export function checkTakesKeptPixels(model: ImageModel, wish: PixelWish | null | undefined): void {
  try {
    checkTakesPixels(model, wish);
  } catch (error) {
    if (!(error instanceof Failure) || !wish) throw error;
    const takers = models.filter((other) => takesPixels(other, wish)).map(({ name }) => name);
    const anew = ['start anew with ', { command: 'imagine' }, '.'] as const;
    throw new Failure(error.code, {
      title: error.title,
      happened: `What you remix keeps what was said of pixel art: ${wishInWords(wish)}. ${costNothing}`,
      next: takers.length > 0 ? [`Choose ${takers.join(' or ')}, or `, ...anew] : ['Please ', ...anew],
    });
  }
}

function takesPixels(model: ImageModel, wish: PixelWish): boolean {
  try {
    checkTakesPixels(model, wish);
    return true;
  } catch {
    return false;
  }
}

function noSuchPreset(model: ImageModel, preset: string): Failure {
  const { presets = [] } = model.pixel ?? {};
  const others = models.filter(({ pixel }) => pixel?.presets.includes(preset)).map(({ name }) => name);
  const near = nearestPreset(model, preset);
  return new Failure('takes_no_preset', {
    title: `${model.name} has no such preset`,
    happened: `${model.name} has ${presets.join(', ')}. ${costNothing}`,
    next: `${[
      near === undefined ? 'Choose one of them, or leave it out' : `The nearest is ${near}`,
      ...(others.length > 0 ? [`${preset} itself is one of ${others.join(', ')}`] : []),
    ].join('; ')}.`,
  });
}

/** The preset nearest to this one that the model has; undefined if it has this one, or none is near. */
export const nearestPreset = ({ pixel }: Pick<ImageModel, 'pixel'>, preset: string): string | undefined =>
  pixel && !pixel.presets.includes(preset) ? nearest(preset, pixel.presets) : undefined;
