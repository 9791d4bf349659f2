import type { z } from 'zod';
import type { ModelId } from '#core/ports/image-provider.ts';

/** What is known of everything that makes pictures, whatever it makes them from. */
export interface ModelFacts {
  id: ModelId;
  /** As typed in chat, and shown beside a picture. */
  name: string;
  label: string;
  /** One line, for a menu. */
  description: string;
  tags: readonly string[];
  /** The provider's version; for models that it runs by version alone, which are those it does not keep itself. */
  version?: string;
  /** The provider's price of one image at the most expensive input we send, in US cents, with its source. */
  providerCents: number;
  /** Waiting time shown to people, from submit to picture on a warm model. */
  typicalSeconds: number;
  maxImagesPerPrediction: number;
  hasSeed: boolean;
  /** A reference image is scaled down to this before it is sent: some models charge per megapixel of input. */
  referenceMaxSidePx: number;
  /** It takes no notice of alpha, so that what is behind a cut-out picture, mostly black, would be drawn along: what is clear is sent white. */
  referenceIsOpaque?: true;
  /** The provider gives up on a run after this long, including queueing and cold start. */
  deadlineMs: number;
}

/** What the provider runs. */
export interface PaidModel extends ModelFacts {
  /** Credits for one image. */
  priceCredits: number;
  /** Exactly what we send, with constants filled in; anything else is our mistake. */
  input: z.ZodObject;
}

/**
 * A credit is sold at one US cent. A quarter on top of the provider's price pays for card fees, for pictures the safety
 * filter refused (we pay, people do not) and for storage; then up to a whole credit.
 */
export function creditsFor(providerCents: number): number {
  return Math.max(1, Math.ceil(Number((providerCents * 1.25).toFixed(6))));
}

/** Removes keys whose value is undefined, so that what we store equals what travels as JSON. */
export function defined(input: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
