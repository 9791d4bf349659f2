import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { credits } from '../words.ts';
import { type ModelEntry, models } from './catalogue.ts';
import type { ImageModel } from './define-model.ts';
import { isPixelArt } from './pixel-art.ts';

type WithRules = Pick<Deps, 'rules'>;

/** What people can ask for now, in the order of the menu: without models that no longer take what we send. No statement of its own. */
export async function modelsOnMenu({ rules }: WithRules): Promise<ImageModel[]> {
  const drifted = await rules.drifted();
  return models.filter(({ id }) => !drifted.has(id));
}

/** @throws Failure unavailable: it drifted, and nothing is asked of it until a check passes again */
export async function checkOnMenu(deps: WithRules, model: ModelEntry, { takesPicture = false } = {}): Promise<void> {
  if (!(await deps.rules.drifted()).has(model.id)) return;
  const others = (await modelsOnMenu(deps)).filter(({ acceptsImage }) => acceptsImage || !takesPicture);
  throw drifted(model, model.kind === 'image' ? nearest(model, others) : undefined);
}

/**
 * What makes it in place of a model that somebody did not name, while that one is on no menu: of the same kind, and only one that `isAsGood`.
 * Undefined if it is on the menu, or there is none.
 */
export async function inPlaceOf(
  deps: WithRules,
  model: ImageModel,
  isAsGood: (other: ImageModel) => boolean,
): Promise<ImageModel | undefined> {
  if (!(await deps.rules.drifted()).has(model.id)) return undefined;
  const offered = await modelsOnMenu(deps);
  return offered.find((other) => isPixelArt(other.id) === isPixelArt(model.id) && isAsGood(other));
}

/** Pixel art for pixel art, and the like. */
const nearest = (model: ModelEntry, others: readonly ImageModel[]): ImageModel | undefined =>
  others.find(({ id }) => isPixelArt(id) === isPixelArt(model.id)) ?? others[0];

function drifted(model: ModelEntry, other: ImageModel | undefined): Failure {
  const later = 'It comes back by itself as soon as it takes them again.';
  return new Failure('unavailable', {
    title: `${model.name} is not on offer now`,
    happened: `${model.name} was changed by those who run it, and does not take requests like ours. Nothing was made and nothing was taken.`,
    next: other ? `Choose another, such as ${other.name} (${credits(other.priceCredits)} an image). ${later}` : later,
  });
}
