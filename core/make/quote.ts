import { readBalance } from '../credits/read-balance.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { checkTakesEach, nearestSize } from '../generations/model-takes.ts';
import { picturesOf } from '../generations/reference.ts';
import { tooFewCredits } from '../generations/refusals.ts';
import { nearestPreset } from '../generations/takes-pixels.ts';
import { checkTakesPreset } from '../generations/takes-preset.ts';
import type { Wanted } from '../generations/wanted.ts';
import type { ImageModel } from '../models/define-model.ts';
import { checkOnMenu } from '../models/menu.ts';
import type { ModelPixelWish, PixelWish } from '../models/pixel-wish.ts';
import { priceOf, unitPriceOf } from '../models/plan.ts';
import { type Wish, wantedOf } from './wish.ts';

export type WishField =
  | ('prompt' | 'model' | 'size' | 'seed' | 'negativePrompt' | 'references' | 'strength' | 'project')
  | keyof ModelPixelWish;

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
  unknown_palette: 'palette',
} as const;

/** Each part for itself, so that all are told at once. */
function hindrancesOf(
  { model, prompt, negativePrompt, size, seed, strength, pixel = {} }: Wanted & { model: ImageModel },
  pictures: number,
): Hindrance[] {
  const plain = { prompt: '', size: 'square', pictures: 0 } as const;
  const { preset } = pixel;
  const parts: Array<[WishField, Partial<Parameters<typeof checkTakesEach>[1]>]> = [
    ['prompt', { prompt }],
    ['negativePrompt', { negativePrompt }],
    // Which sizes it draws is up to the preset, if it has that one.
    ['size', { size, ...(preset !== undefined && model.pixel?.presets.includes(preset) ? { pixel: { preset } } : {}) }],
    ['seed', { seed }],
    ['references', { pictures }],
    // As of one picture that it takes: whether it takes them is said of the pictures.
    ['strength', { strength, pictures: model.acceptsImage ? Math.min(pictures, 1) : 0 }],
    ...pixelFields.map((field): [WishField, { pixel: PixelWish }] => [
      field,
      { pixel: { [field]: pixel[field] } as PixelWish },
    ]),
  ];
  const each = parts.flatMap(([field, part]) => {
    const failure = refusalOf(() => checkTakesEach(model, { ...plain, ...part }));
    return failure ? [{ field, failure, nearest: nearestOf(field, { model, size, pixel }) }] : [];
  });
  const together = refusalOf(() => checkTakesPreset(model, { prompt, pictures, pixel }));
  if (!together) return each;
  return [...each, { field: together.code === 'needs_two_grounds' ? 'prompt' : 'references', failure: together }];
}

function refusalOf(check: () => void): Failure | undefined {
  try {
    check();
    return undefined;
  } catch (failure) {
    if (failure instanceof Failure) return failure;
    throw failure;
  }
}

const pixelFields = ['colours', 'palette', 'background', 'preset', 'seamless', 'literal'] as const;

function nearestOf(
  field: WishField,
  { model, size, pixel }: Required<Pick<Wanted, 'size' | 'pixel'>> & { model: ImageModel },
): string | undefined {
  if (field === 'size') return nearestSize(model, size, pixel?.preset);
  return field === 'preset' && pixel?.preset !== undefined ? nearestPreset(model, pixel.preset) : undefined;
}

async function hindered<Result>(work: () => Promise<Result>): Promise<Result | Failure> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}
