import type { StatusTarget } from '#core/chat/messenger.ts';
import { checkPlace } from '#core/places/may-use.ts';
import type { Context } from './dispatch.ts';

/** As checkPlace, where somebody asks. @throws Failure not_in_this_channel, not_in_group, groups_unknown */
export async function checkMayUse({ deps, who: { here }, ask }: Context): Promise<void> {
  const { team, channelIds = [] } = ask;
  if (here && team) await checkPlace(deps, here, { team, channelIds });
}

/** Where a result goes: in a place that wants adult content withheld everywhere, an age-restricted channel is one like the others. */
export const targetHere = async ({
  who,
  ask,
}: Pick<Context, 'who' | 'ask'>): Promise<StatusTarget & { isAgeRestricted: boolean }> => ({
  ...ask.target,
  isAgeRestricted: who.here?.adult !== 'withhold' && (await ask.isAgeRestricted()),
});
