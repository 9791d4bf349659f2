import type { Deps } from '../deps.ts';
import type { ImageModel } from '../models/define-model.ts';
import { inPlaceOf } from '../models/menu.ts';
import { priceOf } from '../models/plan.ts';
import { takes } from './model-takes.ts';
import { picturesOf } from './reference.ts';
import type { Wanted } from './wanted.ts';

/**
 * What makes it in place of the usual model, which nobody named, while that one is not on offer: the nearest one, if it takes all of it and costs no more.
 * Undefined if there is no need, or none.
 */
export function inPlaceOfUsual(
  deps: Pick<Deps, 'rules'>,
  wanted: Wanted & { model: ImageModel },
): Promise<ImageModel | undefined> {
  const { model: usual, count, size } = wanted;
  const pictures = picturesOf(wanted);
  const price = (model: ImageModel) => priceOf(model, count, size, pictures);
  return inPlaceOf(deps, usual, (other) => price(other) <= price(usual) && takes(other, { ...wanted, pictures }));
}
