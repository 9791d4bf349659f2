import { z } from 'zod';
import { byName } from '../by-name.ts';
import { type Platform, platforms } from '../chat/platforms.ts';
import { flag, int, platform, text } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { openFieldsOf, openText, storedText } from '../keys/stored-text.ts';
import { setAccess } from './access.ts';
import { asked } from './chat-silent.ts';
import { saveMemberCap } from './set-member-cap.ts';
import type { Group } from './team-here.ts';

type SettingsDeps = Pick<Deps, 'db' | 'keys' | 'log' | 'discordRoles' | 'slackUserGroups'>;

const settingsRow = z.object({
  platform,
  placeId: storedText,
  guestsMaySpend: flag,
  memberCap: int.nullable(),
  chosen: z.array(z.object({ id: text, name: storedText })),
});

export interface TeamSettings {
  /** The chat's roles or user groups, and any that was chosen before and is there no more. */
  groups: Array<Group & { isChosen: boolean }>;
  groupWord: string;
  /** Whether the chat has guests, who may be let in. */
  hasGuests: boolean;
  guestsMaySpend: boolean;
  /** Null: no limit. */
  memberCap: number | null;
}

/** What managers can set of a team's wallet. @throws Failure chat_silent */
export async function readTeamSettings(deps: SettingsDeps, workspaceId: string): Promise<TeamSettings> {
  const row = await sqlRow(deps.db, settingsRow)`
    SELECT t.platform, stored_text(coalesce(t.external_id, ''), t.external_id_sealed) AS "placeId", t.guests_may_spend AS "guestsMaySpend",
      t.member_cap AS "memberCap", (SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.group_id, 'name', stored_text(a.name, a.name_sealed))), '[]')
        FROM team_access a WHERE a.workspace_id = t.id) AS chosen
    FROM workspaces t WHERE t.id = ${workspaceId}::uuid`;
  if (!row) throw new Error('a team that was found a moment ago is gone');
  const { placeId } = await openFieldsOf(deps, row, 'placeId');
  const listed = await asked(deps, row.platform, groupsIn(deps, row.platform, placeId));
  const chosen = await Promise.all(row.chosen.map(async ({ id, name }) => ({ id, name: await openText(deps, name) })));
  const isListed = new Set(listed.map(({ id }) => id));
  const isChosen = new Set(chosen.map(({ id }) => id));
  const groups = [...listed, ...chosen.filter(({ id }) => !isListed.has(id))]
    .map((group) => ({ ...group, isChosen: isChosen.has(group.id) }))
    .sort((one, other) => byName(one.name, other.name));
  const { groupWord, hasGuests } = platforms[row.platform];
  return { groups, groupWord, hasGuests, guestsMaySpend: row.guestsMaySpend, memberCap: row.memberCap };
}

function groupsIn({ discordRoles, slackUserGroups }: SettingsDeps, chat: Platform, placeId: string): Promise<Group[]> {
  switch (chat) {
    case 'discord':
      return discordRoles.list(placeId);
    case 'slack':
      return slackUserGroups.list(placeId);
  }
}

/** From now on only members of these groups may use it, or everybody if there are none; requests in progress continue. @throws Failure unknown_group, chat_silent */
export async function saveTeamSettings(
  deps: SettingsDeps,
  workspaceId: string,
  wanted: { groupIds: readonly string[]; guestsMaySpend: boolean; memberCap: number | null },
): Promise<TeamSettings> {
  const before = await readTeamSettings(deps, workspaceId);
  const groups = [...new Set(wanted.groupIds)].map((id) => {
    const group = before.groups.find((each) => each.id === id);
    if (!group) throw goneGroup(before.groupWord);
    return group;
  });
  const guests = before.hasGuests && wanted.guestsMaySpend;
  await setAccess(deps, workspaceId, { groups, guests });
  await saveMemberCap(deps, workspaceId, wanted.memberCap);
  const chosen = new Set(groups.map(({ id }) => id));
  return {
    ...before,
    groups: before.groups.map((group) => ({ ...group, isChosen: chosen.has(group.id) })),
    ...{ guestsMaySpend: guests, memberCap: wanted.memberCap },
  };
}

const goneGroup = (what: string) =>
  new Failure('unknown_group', {
    title: `There is no such ${what} any more`,
    happened: `A ${what} that you chose was deleted meanwhile. Who may use the wallet was not changed.`,
    next: 'Open the settings again and choose among those that there are.',
  });
