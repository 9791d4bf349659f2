import type { z } from 'zod';
import type { ModelId } from '#core/ports/image-provider.ts';
import { maxSeed, seedSchema } from './seed.ts';

/** Our own names for shapes, the same for every model: 1:1, 3:4, 4:3, 9:16, 16:9. */
export const sizeNames = ['square', 'portrait', 'landscape', 'tall', 'wide'] as const;
export type SizeName = (typeof sizeNames)[number];

/** What file is asked for: `best`, a JPEG of the best quality where nothing is lost that anybody sees, else PNG; or PNG always. */
export const formatNames = ['best', 'png'] as const;
export type FormatName = (typeof formatNames)[number];

/** The request for one run of a model. */
export interface RunRequest {
  prompt: string;
  size: SizeName;
  /** `best` if omitted. */
  format?: FormatName | undefined;
  /** Images from this one run: 1..maxImagesPerPrediction. */
  count: number;
  /** Ignored by models without seeds. */
  seed?: number | undefined;
  /** A reference image that the provider can fetch; only for models with `acceptsImage`. */
  imageUrl?: string | undefined;
}

type Inputs = Readonly<Record<string, string | number>>;

interface ModelFacts<Sizes, Formats> {
  id: ModelId;
  /** As typed in chat. */
  name: string;
  label: string;
  /** One line, for a menu. */
  description: string;
  tags: readonly string[];
  /** The provider's price of one image at the most expensive input we send, in US cents, with its source. */
  providerCents: number;
  /** Waiting time shown to people, from submit to picture on a warm model. */
  typicalSeconds: number;
  maxImagesPerPrediction: number;
  hasSeed: boolean;
  acceptsImage: boolean;
  /** A reference image is scaled down to this before it is sent: some models charge per megapixel of input. */
  referenceMaxSidePx: number;
  /** This model's inputs for each of our sizes. */
  sizes: Sizes;
  /** Its inputs for each of our formats. `best` is PNG for pixel art and where something may show through, else JPEG at its best quality. */
  formats: Formats;
  /** The provider gives up on a run after this long, including queueing and cold start. */
  deadlineMs: number;
}

export interface ModelEntry extends ModelFacts<Record<SizeName, Inputs>, Record<FormatName, Inputs>> {
  /** Credits for one image. */
  priceCredits: number;
  /** Exactly what we send, with constants filled in; anything else is our mistake. */
  input: z.ZodObject;
  /** The provider's input for one run. Throws on a request this model cannot serve: check `acceptsImage` and plan first. */
  buildInput(request: RunRequest): Record<string, unknown>;
}

/**
 * A credit is sold at one US cent. A quarter on top of the provider's price pays for card fees, for pictures the safety
 * filter refused (we pay, people do not) and for storage; then up to a whole credit.
 */
export function creditsFor(providerCents: number): number {
  return Math.max(1, Math.ceil(Number((providerCents * 1.25).toFixed(6))));
}

/** Describes a model once: facts for people, the exact input for the provider, and how to get from one to the other. */
export function defineModel<
  Schema extends z.ZodObject,
  const Sizes extends Record<SizeName, Inputs>,
  const Formats extends Record<FormatName, Inputs>,
>(
  model: ModelFacts<Sizes, Formats> & {
    input: Schema;
    build: (
      request: Omit<RunRequest, 'size' | 'format'>,
      size: Sizes[SizeName],
      format: Formats[FormatName],
    ) => z.input<Schema>;
  },
): ModelEntry {
  const { build, ...facts } = model;
  return {
    ...facts,
    priceCredits: creditsFor(model.providerCents),
    buildInput({ size, format = 'best', ...request }) {
      if (!Number.isInteger(request.count) || request.count < 1 || request.count > model.maxImagesPerPrediction)
        throw new RangeError(`${model.name} makes 1 to ${model.maxImagesPerPrediction} images in one run.`);
      if (request.imageUrl !== undefined && !model.acceptsImage)
        throw new RangeError(`${model.name} does not take a reference image.`);
      if (request.seed !== undefined && !seedSchema.safeParse(request.seed).success)
        throw new RangeError(`A seed is a whole number from 0 to ${maxSeed}.`);
      return defined(model.input.parse(build(request, model.sizes[size], model.formats[format])));
    },
  };
}

/** Removes keys whose value is undefined, so that what we store equals what travels as JSON. */
function defined(input: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
