import type { z } from 'zod';
import type { AnimationLayout } from '../assets/layout/asset-layout.ts';
import { draws, type ExactSize, exactSizeOf, type Pixels, pixelsOf, type Sides } from './exact-size.ts';
import type { ModelFacts, PaidModel } from './model-facts.ts';
import { creditsFor, defined } from './model-facts.ts';
import { checkPixelRun, type PixelInputs, type PixelTakes } from './pixel-inputs.ts';
import { pixelsWith, presetOf, sidesOf } from './preset.ts';
import { maxSeed, seedSchema } from './seed.ts';
import { isStrength } from './strength.ts';

/** Our own names for shapes, the same for every model: 1:1, 3:4, 4:3, 9:16, 16:9. */
export const sizeNames = ['square', 'portrait', 'landscape', 'tall', 'wide'] as const;
export type SizeName = (typeof sizeNames)[number];
/** What one may ask for: a shape, or exact pixels where the model takes them. */
export type WantedSize = SizeName | ExactSize;

/** The size that a row keeps, if it is one that can be asked for. */
export const storedSize = (stored: string | null | undefined): WantedSize | undefined =>
  sizeNames.find((name) => name === stored) ?? (pixelsOf(stored ?? '') ? (stored as ExactSize) : undefined);

/** The size that somebody wrote, in any spelling; undefined for what is no size. */
export const sizeOfText = (text: string): WantedSize | undefined =>
  storedSize(text.trim().toLowerCase()) ?? exactSizeOf(text);

/** The shape of the picture that it is made from. Nobody types it: only what a button does to a picture has it. */
export const sameSize = 'same' as const;
export type RunSize = WantedSize | typeof sameSize;

/** What file is asked for: `best`, a JPEG of the best quality where nothing is lost that anybody sees, else PNG; or PNG always. */
export const formatNames = ['best', 'png'] as const;
export type FormatName = (typeof formatNames)[number];

/** The request for one run of a model that draws. */
export interface RunRequest {
  prompt: string;
  /** What must not be in the picture; only for models with `acceptsNegativePrompt`. */
  negativePrompt?: string | undefined;
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
  /** Further ones beside that, with an `imageUrl` and with it no more than `mostImages`. */
  furtherImageUrls?: readonly string[] | undefined;
  /** How much of that image is changed, 0 to 1; only for models with `acceptsStrength`. The model's own default if omitted. */
  strength?: number | undefined;
  /** Only for models with `pixel`, and as far as they take it. */
  pixel?: PixelInputs | undefined;
}

type Inputs = Readonly<Record<string, string | number>>;

/** The pixels that a model draws exactly. */
export interface ExactSizes<Exact extends Inputs = Inputs> extends Sides {
  /** What to suggest. */
  usual: readonly ExactSize[];
  /** The model's inputs for them. */
  inputs(pixels: Pixels): Exact;
  /** The provider's price of one image of them, in US cents. */
  providerCents(pixels: Pixels): number;
}

/** A sheet of frames. */
export interface FramesOf {
  /** How they lie in a file of this size; undefined if it does not consist of whole ones. */
  layout(preset: string | undefined, each: Pixels, file: Pixels): AnimationLayout | undefined;
  /** How large the file should be; undefined if that is up to the model. */
  size(preset: string | undefined, each: Pixels): Pixels | undefined;
}

interface ImageFacts<Sizes, Formats> extends ModelFacts {
  acceptsImage: boolean;
  /** How many at once, if more than one. */
  mostImages?: number;
  /** The provider's price of each beyond the first, in US cents, if it has one. */
  furtherImageCents?: number;
  acceptsStrength?: boolean;
  acceptsNegativePrompt?: boolean;
  /** Characters of a prompt, if it documents fewer than a chat carries. */
  maxPromptChars?: number;
  /** This model's inputs for each of our sizes. */
  sizes: Sizes;
  exact?: ExactSizes;
  /** It draws pixel art on a grid: what it takes for that. Its pictures are checked before they are posted. */
  pixel?: PixelTakes;
  /** What it makes is a sheet of frames, each as large as was asked for. */
  frames?: FramesOf;
  /** A picture that it begins with is another thing than one to vary. */
  variesBySeeds?: true;
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
  const Exact extends Inputs = never,
>(
  model: Omit<ImageFacts<Sizes, Formats>, 'keepsShape' | 'exact'> & {
    keepsShape?: Kept;
    exact?: ExactSizes<Exact>;
    input: Schema;
    build: (
      request: Omit<RunRequest, 'size' | 'format'>,
      size: Sizes[SizeName] | Kept | Exact,
      format: Formats[FormatName],
    ) => z.input<Schema>;
  },
): ImageModel {
  const { build, ...facts } = model;
  const inputsFor = (size: RunSize, preset: string | undefined): Sizes[SizeName] | Kept | Exact | undefined => {
    if (size === sameSize) return model.keepsShape;
    const sides = sidesOf(model, preset);
    const pixels = pixelsOf(size) ?? (presetOf(model.pixel, preset).sides && pixelsWith(model, size, preset));
    if (!pixels) return model.sizes[size as SizeName];
    return model.exact && sides && draws(sides, pixels) ? model.exact.inputs(pixels) : undefined;
  };
  return {
    ...facts,
    kind: 'image',
    priceCredits: creditsFor(model.providerCents),
    buildInput({ size, format = 'best', ...request }) {
      checkRun(model, request);
      const shape = inputsFor(size, request.pixel?.preset);
      if (shape === undefined) throw new RangeError(`${model.name} does not draw the size ${size}.`);
      if (size === sameSize && request.imageUrl === undefined)
        throw new RangeError(`${model.name} keeps the shape of no picture.`);
      return defined(model.input.parse(build(request, shape, model.formats[format])));
    },
  };
}

/** The shapes that it draws: of a model that draws squares alone, that one. */
export const shapesOf = ({ exact }: Pick<ImageModel, 'exact'>): readonly SizeName[] =>
  exact?.isSquare ? ['square'] : sizeNames;

type Takes = Pick<ImageModel, 'name' | 'maxImagesPerPrediction' | 'acceptsImage' | 'acceptsStrength'> &
  Pick<ImageModel, 'acceptsNegativePrompt' | 'mostImages' | 'pixel'>;

/** Pictures that one request of it may begin with. */
export const mostImagesOf = ({
  acceptsImage,
  mostImages = 1,
}: Pick<ImageModel, 'acceptsImage' | 'mostImages'>): number => (acceptsImage ? mostImages : 0);

/** What only some models take. @throws RangeError */
function checkRun(model: Takes, request: Omit<RunRequest, 'size' | 'format'>): void {
  const { count, imageUrl, furtherImageUrls = [], seed, strength, negativePrompt } = request;
  if (!Number.isInteger(count) || count < 1 || count > model.maxImagesPerPrediction)
    throw new RangeError(`${model.name} makes 1 to ${model.maxImagesPerPrediction} images in one run.`);
  if (imageUrl !== undefined && !model.acceptsImage)
    throw new RangeError(`${model.name} does not take a reference image.`);
  if (furtherImageUrls.length > 0 && (imageUrl === undefined || furtherImageUrls.length >= mostImagesOf(model)))
    throw new RangeError(`${model.name} does not take ${furtherImageUrls.length} further images.`);
  if (strength !== undefined && (!model.acceptsStrength || imageUrl === undefined || !isStrength(strength)))
    throw new RangeError(`${model.name} takes no such strength here.`);
  if (negativePrompt !== undefined && !model.acceptsNegativePrompt)
    throw new RangeError(`${model.name} does not take a negative prompt.`);
  if (seed !== undefined && !seedSchema.safeParse(seed).success)
    throw new RangeError(`A seed is a whole number from 0 to ${maxSeed}.`);
  if (request.pixel) checkPixelRun(model, request.pixel);
}
