import { z } from 'zod';
import { findings } from './findings.ts';

const size = { width: z.int(), height: z.int() };
const colour = z.int().min(0).max(0xffffff);

const breach = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('size'), is: z.object(size), wanted: z.object(size) }),
  z.object({ kind: z.literal('grid'), factor: z.int(), native: z.object(size) }),
  z.object({ kind: z.literal('colours'), is: z.int(), most: z.int() }),
  z.object({ kind: z.literal('palette'), count: z.int(), strangers: z.array(colour).readonly() }),
  z.object({ kind: z.literal('alpha'), wanted: z.enum(['none', 'binary']), pixels: z.int() }),
  z.object({ kind: z.literal('background') }),
]);

const change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('grid'), factor: z.int() }),
  z.object({ kind: z.literal('colours'), from: z.int(), to: z.int() }),
  z.object({ kind: z.literal('alpha'), pixels: z.int() }),
]);

/** What a picture is, as `pixelFacts` of core/pixel says it. */
export const countedFacts = z.object({
  ...size,
  colours: z.int(),
  alpha: z.enum(['none', 'binary', 'partial']),
  grid: z.int(),
});

/** `assets.contract`: what a picture was to be, what it is, and how that came about. */
export const assetContract = z.object({
  /** Of the rules it was checked by (core/pixel/contract.ts). */
  version: z.int(),
  checkedAt: z.iso.datetime(),
  asked: z.object({
    ...size,
    maxColours: z.int(),
    palette: z.array(colour).readonly().optional(),
    alpha: z.enum(['none', 'binary']),
    isCutOut: z.literal(true).optional(),
  }),
  /** As it is stored. */
  facts: countedFacts,
  /** What is not as asked; empty if it is. */
  breaches: z.array(breach),
  /** What was done to the model's picture so that it is as asked. */
  changes: z.array(change),
  /** The model did not keep to it, and not at a second try: whoever asked may keep it or give it back. */
  isOffer: z.boolean(),
  /** What is wrong with its frames, of a picture that has some: each of a kind once. */
  findings: findings.optional(),
  /** It is one of two that a picture may be as pixel art: whoever asked keeps one. */
  isCandidate: z.literal(true).optional(),
  /** The second try made it; its seed, of how many images, and which of them. */
  secondTry: z.object({ seed: z.int(), images: z.int(), index: z.int() }).optional(),
});
export type AssetContract = z.infer<typeof assetContract>;

/** Null: it is no pixel art that was asked for to a contract, or of a version before. */
export const storedContract = assetContract.nullish().catch(null);

/** So long it may be given back; from then on it counts as kept. */
export const offerDays = 7;
