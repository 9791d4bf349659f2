import type { Deps } from '#core/deps.ts';
import type { CheckBeforePosting } from '#core/ports/check-before-posting.ts';
import { checkNsfw } from './check-nsfw.ts';

/** What a model's output must pass before it is stored and posted, in this order. Each says by itself for which models and places it is asked for. */
export const checksOf = (deps: Pick<Deps, 'db' | 'provider' | 'config'>): readonly CheckBeforePosting[] =>
  deps.config.nsfwCheck === 'off' ? [] : [checkNsfw(deps)];
