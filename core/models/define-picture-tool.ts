import type { z } from 'zod';
import { creditsFor, defined, type ModelFacts, type PaidModel } from './model-facts.ts';

/** What a tool is sent: the picture, where the provider can fetch it. */
export interface ToolRun {
  imageUrl: string;
}

interface ToolFacts extends Omit<ModelFacts, 'tags' | 'maxImagesPerPrediction' | 'hasSeed' | 'referenceMaxSidePx'> {
  /** The largest picture that it takes, in pixels; a larger one is refused before it costs. */
  maxInputPx: number;
}

interface PictureTool extends PaidModel {
  maxInputPx: number;
  buildInput(run: ToolRun): Record<string, unknown>;
}

/** Makes one picture larger. */
export interface UpscaleModel extends PictureTool {
  kind: 'upscale';
  /** How many times as wide and as high. */
  factor: number;
}

/** Takes the background away: a PNG through which one sees. */
export interface CutOutModel extends PictureTool {
  kind: 'cut-out';
}

/** Says in words what one picture shows. What comes of it is those words, and no picture. */
export interface DescribeModel extends PictureTool {
  kind: 'describe';
  /** The words themselves, of what it answered, in one line; empty if it said nothing. */
  wordsOf(output: string): string;
}

/** Of what we make ourselves, at no cost: one thing of one picture, as it is. */
export const ours = {
  providerCents: 0,
  priceCredits: 0,
  typicalSeconds: 1,
  maxImagesPerPrediction: 1,
  hasSeed: false,
  referenceMaxSidePx: 16_384,
  deadlineMs: 60_000,
} as const;

/** Ours: each pixel becomes a square. Nobody is asked, and it costs nothing. */
export interface EnlargeTool extends ModelFacts {
  kind: 'enlarge';
  priceCredits: 0;
  /** It enlarges by the largest of these with which the result is no wider or higher than `maxSidePx`. */
  factors: readonly number[];
  maxSidePx: number;
}

/** Ours: what looks like pixel art becomes it, one pixel a cell. Nobody is asked, and it costs nothing. */
export interface SnapTool extends ModelFacts {
  kind: 'snap';
  priceCredits: 0;
  maxInputPx: number;
  /** Of what moves. */
  mostFrames: number;
  /** At most so many colours where no grid is found and nothing is said of colours. */
  usualColours: number;
}

/** Ours: the same pixels in other colours. Nobody is asked, and it costs nothing. */
export interface RecolourTool extends ModelFacts {
  kind: 'recolour';
  priceCredits: 0;
  maxInputPx: number;
}

type Described<Schema extends z.ZodObject> = ToolFacts & { input: Schema; build: (run: ToolRun) => z.input<Schema> };

/** It takes one picture, no words and no seed, and makes one thing of it. */
function pictureTool<Schema extends z.ZodObject>({ build, ...facts }: Described<Schema>): PictureTool {
  return {
    ...facts,
    tags: [],
    maxImagesPerPrediction: 1,
    hasSeed: false,
    // Never made smaller: what is larger than it takes is refused.
    referenceMaxSidePx: 16_384,
    priceCredits: creditsFor(facts.providerCents),
    buildInput: (run) => defined(facts.input.parse(build(run))),
  };
}

/** Describes once what makes a picture larger at the provider. */
export const defineUpscaler = <Schema extends z.ZodObject>({
  factor,
  ...tool
}: Described<Schema> & Pick<UpscaleModel, 'factor'>): UpscaleModel => ({
  ...pictureTool<Schema>(tool as Described<Schema>),
  kind: 'upscale',
  factor,
});

/** Describes once what takes a background away at the provider. */
export const defineCutOut = <Schema extends z.ZodObject>(tool: Described<Schema>): CutOutModel => ({
  ...pictureTool(tool),
  kind: 'cut-out',
});

/** Describes once what says in words what a picture shows. It looks at the picture made smaller, to `referenceMaxSidePx`. */
export const defineDescriber = <Schema extends z.ZodObject>({
  wordsOf,
  referenceMaxSidePx,
  ...tool
}: Described<Schema> & Pick<DescribeModel, 'wordsOf' | 'referenceMaxSidePx'>): DescribeModel => ({
  ...pictureTool<Schema>(tool as Described<Schema>),
  kind: 'describe',
  referenceMaxSidePx,
  wordsOf,
});
