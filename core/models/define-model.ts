import type { z } from 'zod';
import type { ModelFacts, PaidModel } from './model-facts.ts';
import { creditsFor, defined } from './model-facts.ts';
import { maxSeed, seedSchema } from './seed.ts';

/** Our own names for shapes, the same for every model: 1:1, 3:4, 4:3, 9:16, 16:9. */
export const sizeNames = ['square', 'portrait', 'landscape', 'tall', 'wide'] as const;
export type SizeName = (typeof sizeNames)[number];

/** The shape of the picture that it is made from. Nobody types it: only what a button does to a picture has it. */
export const sameSize = 'same' as const;
export type RunSize = SizeName | typeof sameSize;

/** What file is asked for: `best`, a JPEG of the best quality where nothing is lost that anybody sees, else PNG; or PNG always. */
export const formatNames = ['best', 'png'] as const;
export type FormatName = (typeof formatNames)[number];

/** The request for one run of a model that draws. */
export interface RunRequest {
  prompt: string;
  /** `same` only for models with `keepsShape`, and with an `imageUrl`. */
  size: RunSize;
  /** `best` if omitted. */
  format?: FormatName | undefined;
  /** Images from this one run: 1..maxImagesPerPrediction. */
  count: number;
  /** Ignored by models without seeds. */
  seed?: number | undefined;
  /** A reference image that the provider can fetch; only for models with `acceptsImage`. */
  imageUrl?: string | undefined;
  /** What the picture at `imageUrl` is to be changed by; only for models with `acceptsSecondImage`, and with an `imageUrl`. */
  secondImageUrl?: string | undefined;
}

type Inputs = Readonly<Record<string, string | number>>;

interface ImageFacts<Sizes, Formats> extends ModelFacts {
  acceptsImage: boolean;
  /** It takes another one beside that. */
  acceptsSecondImage?: boolean;
  /** This model's inputs for each of our sizes. */
  sizes: Sizes;
  /** Its inputs for the shape of the picture it is given; undefined if it cannot keep that. Such a model edits by words. */
  keepsShape?: Inputs;
  /** Its inputs for each of our formats. `best` is PNG for pixel art and where something may show through, else JPEG at its best quality. */
  formats: Formats;
}

/** Draws from words, and some from a picture as well: what /imagine offers. */
export interface ImageModel extends PaidModel, ImageFacts<Record<SizeName, Inputs>, Record<FormatName, Inputs>> {
  kind: 'image';
  /** The provider's input for one run. Throws on a request this model cannot serve: check `acceptsImage` and plan first. */
  buildInput(request: RunRequest): Record<string, unknown>;
}

/** Describes a model once: facts for people, the exact input for the provider, and how to get from one to the other. */
export function defineModel<
  Schema extends z.ZodObject,
  const Sizes extends Record<SizeName, Inputs>,
  const Formats extends Record<FormatName, Inputs>,
  const Kept extends Inputs = never,
>(
  model: Omit<ImageFacts<Sizes, Formats>, 'keepsShape'> & {
    keepsShape?: Kept;
    input: Schema;
    build: (
      request: Omit<RunRequest, 'size' | 'format'>,
      size: Sizes[SizeName] | Kept,
      format: Formats[FormatName],
    ) => z.input<Schema>;
  },
): ImageModel {
  const { build, ...facts } = model;
  return {
    ...facts,
    kind: 'image',
    priceCredits: creditsFor(model.providerCents),
    buildInput({ size, format = 'best', ...request }) {
      if (!Number.isInteger(request.count) || request.count < 1 || request.count > model.maxImagesPerPrediction)
        throw new RangeError(`${model.name} makes 1 to ${model.maxImagesPerPrediction} images in one run.`);
      if (request.imageUrl !== undefined && !model.acceptsImage)
        throw new RangeError(`${model.name} does not take a reference image.`);
      if (request.secondImageUrl !== undefined && (request.imageUrl === undefined || model.acceptsSecondImage !== true))
        throw new RangeError(`${model.name} does not take a second image.`);
      if (request.seed !== undefined && !seedSchema.safeParse(request.seed).success)
        throw new RangeError(`A seed is a whole number from 0 to ${maxSeed}.`);
      const shape = size === sameSize ? model.keepsShape : model.sizes[size];
      if (shape === undefined || (size === sameSize && request.imageUrl === undefined))
        throw new RangeError(`${model.name} keeps the shape of no picture.`);
      return defined(model.input.parse(build(request, shape, model.formats[format])));
    },
  };
}
