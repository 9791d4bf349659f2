import type { Deps } from '../deps.ts';
import { storedFormat } from '../generations/stored-format.ts';
import { keptInputs, type StoredReference } from '../generations/stored-reference.ts';
import { findImageModel } from '../models/catalogue.ts';
import { type FormatName, storedSize, type WantedSize } from '../models/define-model.ts';
import { storedPixelWish } from '../models/pixel-wish.ts';
import { toolName } from '../models/tools.ts';
import { findOwnRequest, findOwnSource } from './own-source.ts';
import { asWritten, type WrittenPixels } from './written-pixels.ts';

/** What a request for another picture like this one would say. */
export interface Recipe {
  prompt: string;
  negativePrompt: string | null;
  /** A model's name; null: none drew it, or it is offered no more. */
  model: string | null;
  /** Null: that of another picture. */
  size: WantedSize | null;
  format: FormatName;
  count: number;
  /** Null: its model takes none. */
  seed: number | null;
  strength: number | null;
  /** What was said of pixel art, as one writes it; null: nothing. */
  pixel: WrittenPixels | null;
  projectId: string | null;
  /** Those that it began with and that are still kept; and whether some are not. */
  references: StoredReference[];
  areReferencesGone: boolean;
}

type Reading = Pick<Deps, 'db' | 'keys' | 'log'>;

/** The values of the request that made an account's picture. @throws Failure not_found */
export async function recipeOfAsset(deps: Reading, whose: { userId: string; id: string }): Promise<Recipe> {
  const { words, generationId, projectId, format } = await findOwnSource(deps, whose);
  if (generationId !== null) return recipeOfRequest(deps, { userId: whose.userId, id: generationId });
  return { ...nothingElse, prompt: words, projectId, size: null, format };
}

/** The values of an account's request; of one that a button made of a picture, those that its model was given. @throws Failure not_found */
export async function recipeOfRequest(deps: Reading, whose: { userId: string; id: string }): Promise<Recipe> {
  const earlier = await findOwnRequest(deps, whose);
  const drawn = findImageModel(earlier.model) ?? findImageModel(earlier.originModel ?? '');
  const tool = toolName.nullable().parse(earlier.tool);
  // What was drawn from words began with its pictures; what a tool only made larger, or cut out, has words of its own.
  const begins = tool === null || tool === 'vary' || tool === 'edit';
  const kept = begins ? await keptInputs(deps, whose) : [];
  const pixel = storedPixelWish.parse(earlier.pixel);
  const references = kept.flatMap((key, index) =>
    key === null ? [] : [{ from: 'request' as const, id: whose.id, number: index + 1 }],
  );
  return {
    prompt: earlier.prompt,
    negativePrompt: earlier.negativePrompt === '' ? null : earlier.negativePrompt,
    model: drawn?.name ?? null,
    size: storedSize(earlier.size) ?? null,
    format: storedFormat.parse(earlier.format),
    count: earlier.count,
    seed: drawn?.hasSeed ? earlier.seed : null,
    strength: references.length > 0 ? earlier.strength : null,
    pixel: pixel && asWritten(pixel),
    projectId: earlier.projectId,
    references,
    areReferencesGone: begins && (earlier.referenceGoneAt !== null || earlier.secondGoneAt !== null),
  };
}

const nothingElse = {
  ...{ negativePrompt: null, model: null, count: 1, seed: null, strength: null, pixel: null },
  ...{ references: [], areReferencesGone: false },
};
