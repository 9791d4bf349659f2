import type { StatusTarget } from '#core/chat/messenger.ts';
import { notInGroup, notInThisChannel } from '#core/places/refusals.ts';
import { readRules } from '#core/places/rules.ts';
import { findWorkspaces } from '#core/teams/add-workspaces.ts';
import type { Context } from './dispatch.ts';

/**
 * Whether those who manage the place want images made in this channel, by this person: asked before anything costs or is shown, by whatever road
 * somebody comes. What they want has come with the statement that says who somebody is; only a refusal reads more, to say where and who.
 * @throws Failure not_in_this_channel, not_in_group; groups_unknown, if the chat does not say in which groups somebody is
 */
export async function checkMayUse({ deps, who: { here }, ask }: Context): Promise<void> {
  const { team, channelIds = [], target } = ask;
  if (!here || !team) return;
  const { platform, externalId } = team;
  const wanted = async () => {
    const workspaceId = (await findWorkspaces(deps, platform, [externalId])).get(externalId);
    return workspaceId === undefined ? undefined : readRules(deps, workspaceId);
  };
  // A direct message is in no channel of the place.
  if (channelIds.length > 0 && here.channels !== 'all' && here.isListed !== (here.channels === 'only'))
    throw notInThisChannel(target.platform, here.channels === 'only' ? (await wanted())?.channelIds : undefined);
  if (here.groups.length === 0) return;
  const mine = team.myGroups ?? (await team.whichOf(here.groups));
  if (!here.groups.some((group) => mine.includes(group)))
    throw notInGroup(target.platform, (await wanted())?.groups ?? []);
}

/** Where a result goes: in a place that wants adult content withheld everywhere, an age-restricted channel is one like the others. */
export const targetHere = async ({ who, ask }: Context): Promise<StatusTarget & { isAgeRestricted: boolean }> => ({
  ...ask.target,
  isAgeRestricted: who.here?.adult !== 'withhold' && (await ask.isAgeRestricted()),
});
