import { type Platform, platforms } from '../chat/platforms.ts';
import { quoted } from '../contract/isolated.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { sealName } from '../keys/seal-words.ts';
import { repeatable } from '../requests/lost-answer.ts';
import type { Group } from './team-here.ts';

const mostGroups = 50;

/** Who may use a team's wallet: members of these groups, or every member if there are none. */
export interface Access {
  groups: readonly Group[];
  /** Also Slack's guests, and people of other companies in shared channels; nothing else lets them in. */
  guests: boolean;
}

/**
 * Parses a list such as "Artists, @Testers, guests": groups by name, mention or id, none for "everyone". A name that contains a comma
 * can be given by its id; if a group is called "guests", it means that group. @param refused what was not changed then, as a sentence
 * @throws Failure unknown_group, with the name; too_many_groups
 */
export function findAccess(
  list: string,
  { platform }: { platform: Platform },
  { groups, refused }: { groups: readonly Group[]; refused: string },
): Access {
  const named = list
    .split(',')
    .map((name) => name.trim().replace(/^<(?:@&|!subteam\^)([A-Z0-9]+)(?:\|[^>]*)?>$/, '$1'));
  if (named.length > mostGroups) throw tooMany(refused);
  const isGuests = (name: string) =>
    platforms[platform].hasGuests && /^guests$/i.test(name) && !groups.some((group) => /^guests$/i.test(group.name));
  const names = named.filter((name) => !isGuests(name));
  const guests = names.length < named.length;
  if (names.length === 0 || (names.length === 1 && /^@?everyone$/i.test(names[0] ?? ''))) return { groups: [], guests };
  const found = names.map((name) => {
    const bare = name.replace(/^@/, '').toLowerCase();
    const group = groups.find(({ id }) => id === name) ?? groups.find((each) => each.name.toLowerCase() === bare);
    if (!group) throw unknownGroup(name, platform, { groups, refused });
    return group;
  });
  return { groups: [...new Map(found.map((group) => [group.id, group])).values()], guests };
}

/** From now on only these may use the team's wallet. Requests in progress continue. */
export async function setAccess(
  deps: Pick<Deps, 'db' | 'keys'>,
  workspaceId: string,
  { groups, guests }: Access,
): Promise<void> {
  const { db } = deps;
  const named = await Promise.all(
    groups.map(async ({ id, name }) => ({ id, ...(await sealName(deps, { workspaceId }, name)) })),
  );
  await repeatable(() =>
    db.$transaction([
      db.workspace.update({ where: { id: workspaceId }, data: { guestsMaySpend: guests } }),
      db.teamAccess.deleteMany({ where: { workspaceId } }),
      db.teamAccess.createMany({
        data: named.map(({ id, readable, sealed }) => ({
          workspaceId,
          groupId: id,
          name: readable,
          nameSealed: sealed,
        })),
      }),
    ]),
  );
}

function unknownGroup(
  name: string,
  platform: Platform,
  { groups, refused }: { groups: readonly Group[]; refused: string },
): Failure {
  const what = platforms[platform].groupWord;
  const some = groups.slice(0, 10).map((group) => group.name);
  return new Failure('unknown_group', {
    title: `There is no such ${what}`,
    happened: `I do not know a ${what} ${quoted(name)} here. ${refused}`,
    next:
      some.length > 0
        ? `Choose everyone, or some of ${some.join(', ')}${groups.length > some.length ? ', …' : ''}, with commas between them.`
        : `I see no ${what}s here. In Slack, somebody who manages the workspace may have to install UPixel again, so that it may read them.`,
  });
}

const tooMany = (refused: string) =>
  new Failure('too_many_groups', {
    title: 'That is a long list',
    happened: `At most ${mostGroups} roles or groups can be named. ${refused}`,
    next: 'Make one role or group of those who may use it, and name that.',
  });
