import type { Deps } from '../../deps.ts';
import type { By } from '../card/text.ts';
import { platforms } from '../platforms.ts';
import type { ReplyTarget } from '../target.ts';
import type { Showing } from './generation.ts';

/** Who asked, for a card that others see; undefined where nobody else is. */
export const askerOf = async ({ messengers }: Pick<Deps, 'messengers'>, target: ReplyTarget): Promise<By | undefined> =>
  messengers[target.platform].asker?.(target);

/** What a result says of the place where it is shown. */
export const showingOf = async (deps: Pick<Deps, 'messengers' | 'config'>, target: ReplyTarget): Promise<Showing> => ({
  by: await askerOf(deps, target),
  platform: target.platform,
  publicUrl: deps.config.publicUrl,
  ...(target.isPrivate ? { alone: platforms[target.platform].showsAloneInPlace ? 'here' : 'elsewhere' } : {}),
});
