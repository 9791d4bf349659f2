import { SlackError } from '../errors.ts';
import type { Team, UserGroup } from '../state.ts';
import { flag, type MethodCall, type Methods, text } from './call.ts';

const scopes = ['usergroups:read'];

export const userGroups: Methods = {
  // https://docs.slack.dev/reference/methods/usergroups.list
  'usergroups.list': {
    token: 'bot',
    scopes,
    run: ({ team, args }) => ({
      usergroups: team.userGroups.map((group) => ({
        ...describe(team, group),
        ...(flag(args, 'include_users') && { users: group.userIds }),
        ...(flag(args, 'include_count') && { user_count: group.userIds.length }),
      })),
    }),
  },
  // https://docs.slack.dev/reference/methods/usergroups.users.list
  'usergroups.users.list': { token: 'bot', scopes, run: (call) => ({ users: groupOf(call).userIds }) },
};

function groupOf({ team, args }: MethodCall): UserGroup {
  const id = text(args, 'usergroup');
  if (!id) throw new SlackError('invalid_arguments');
  const group = team.userGroups.find((each) => each.id === id);
  if (!group) throw new SlackError('no_such_subteam');
  return group;
}

function describe(team: Team, { id, handle, name }: UserGroup) {
  return {
    id,
    team_id: team.id,
    is_usergroup: true,
    is_subteam: true,
    name,
    description: '',
    handle,
    is_external: false,
    date_create: 1_700_000_000,
    date_update: 1_700_000_000,
    date_delete: 0,
    auto_type: null,
    created_by: [...team.users.keys()][0],
    updated_by: [...team.users.keys()][0],
    deleted_by: null,
    prefs: { channels: [], groups: [] },
  };
}
