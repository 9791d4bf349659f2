import { readBalance } from '../credits/read-balance.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { checkTakes, nearestSize } from '../generations/model-takes.ts';
import { picturesOf } from '../generations/reference.ts';
import { tooFewCredits } from '../generations/refusals.ts';
import type { Wanted } from '../generations/wanted.ts';
import type { ImageModel } from '../models/define-model.ts';
import { checkOnMenu } from '../models/menu.ts';
import { priceOf, unitPriceOf } from '../models/plan.ts';
import { type Wish, wantedOf } from './wish.ts';

export type WishField = 'prompt' | 'model' | 'size' | 'seed' | 'negativePrompt' | 'references' | 'strength' | 'project';

/** What is in the way of a request, before it costs anything. */
export interface Hindrance {
  /** Undefined: it is about all of it. */
  field: WishField | undefined;
  failure: Failure;
  /** Of this field, what would do instead. */
  nearest?: string | undefined;
}

export interface Quote {
  price: number;
  /** Of one image. */
  unitPrice: number;
  /** Credits left to spend. */
  balance: number;
  model: ImageModel | undefined;
  hindrances: Hindrance[];
}

/**
 * What a request would cost, and all that would be refused of it; nothing is held, and its words are not judged. What the service refuses for other
 * reasons (too much at once, a day's free credits) is said when it is asked for.
 */
export async function quoteImages(
  deps: Pick<Deps, 'db' | 'keys' | 'log' | 'rules'>,
  { userId, walletId }: { userId: string; walletId: string },
  wish: Wish,
): Promise<Quote> {
  const balance = await readBalance(deps, walletId);
  const wanted = await hindered(() => wantedOf(deps, userId, wish));
  if (wanted instanceof Failure) {
    const field = fieldOf[wanted.code as keyof typeof fieldOf];
    return { price: 0, unitPrice: 0, balance, model: undefined, hindrances: [{ field, failure: wanted }] };
  }
  const { model, count, size } = wanted;
  const pictures = picturesOf(wanted);
  const price = priceOf(model, count, size, pictures);
  const hindrances = hindrancesOf(wanted, pictures);
  const offMenu = await hindered(() => checkOnMenu(deps, model, { takesPicture: pictures > 0 }));
  if (offMenu instanceof Failure) hindrances.push({ field: 'model', failure: offMenu });
  if (price > balance) {
    const failure = tooFewCredits({ model, count, size, pictures, balance, teamDeclined: null });
    hindrances.push({ field: undefined, failure });
  }
  return { price, unitPrice: unitPriceOf(model, size, pictures), balance, model, hindrances };
}

/** Refusals of what was said, by the field that says it. */
const fieldOf = {
  unknown_model: 'model',
  unknown_size: 'size',
  unknown_project: 'project',
  bad_reference: 'references',
} as const;

/** Each part for itself, so that all are told at once. */
function hindrancesOf(
  { model, prompt, negativePrompt, size, seed, strength }: Wanted & { model: ImageModel },
  pictures: number,
): Hindrance[] {
  const plain = { prompt: '', size: 'square', pictures: 0 } as const;
  const parts: Array<[WishField, Partial<Parameters<typeof checkTakes>[1]>]> = [
    ['prompt', { prompt }],
    ['negativePrompt', { negativePrompt }],
    ['size', { size }],
    ['seed', { seed }],
    ['references', { pictures }],
    // As of one picture that it takes: whether it takes them is said of the pictures.
    ['strength', { strength, pictures: model.acceptsImage ? Math.min(pictures, 1) : 0 }],
  ];
  return parts.flatMap(([field, part]) => {
    try {
      checkTakes(model, { ...plain, ...part });
      return [];
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
      return [{ field, failure, nearest: field === 'size' ? nearestSize(model, size) : undefined }];
    }
  });
}

async function hindered<Result>(work: () => Promise<Result>): Promise<Result | Failure> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}
