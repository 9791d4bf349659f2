import type { Deps } from '../deps.ts';
import { findWorkspaces } from '../teams/add-workspaces.ts';
import type { TeamHere } from '../teams/team-here.ts';
import type { PlaceHere } from './place-here.ts';
import { notInGroup, notInThisChannel } from './refusals.ts';
import { readRules } from './rules.ts';

/**
 * Whether those who manage the place want images of this person in this channel: asked before anything costs or is shown, by whatever road somebody comes.
 * What they want has come with the statement that says who somebody is; only a refusal reads more, to say where and who.
 * @param channelIds of a thread also its parent; none in a direct message, which is in no channel of the place
 * @throws Failure not_in_this_channel, not_in_group; groups_unknown, if the chat does not say in which groups somebody is
 */
export async function checkPlace(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  here: PlaceHere,
  {
    team,
    channelIds,
  }: {
    team: Pick<TeamHere, 'platform' | 'externalId' | 'myGroups' | 'whichOf'>;
    channelIds: readonly string[];
  },
): Promise<void> {
  const { platform, externalId } = team;
  const wanted = async () => {
    const workspaceId = (await findWorkspaces(deps, platform, [externalId])).get(externalId);
    return workspaceId === undefined ? undefined : readRules(deps, workspaceId);
  };
  if (channelIds.length > 0 && here.channels !== 'all' && here.isListed !== (here.channels === 'only'))
    throw notInThisChannel(platform, here.channels === 'only' ? (await wanted())?.channelIds : undefined);
  if (here.groups.length === 0) return;
  const mine = team.myGroups ?? (await team.whichOf(here.groups));
  if (!here.groups.some((group) => mine.includes(group))) throw notInGroup(platform, (await wanted())?.groups ?? []);
}
