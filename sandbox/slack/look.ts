import { describeFile } from './files.ts';
import type { SeenMessage, SeenWorkspace, SlackPeople } from './people.ts';
import type { OpenView } from './shapes.ts';
import type { Slack } from './slack.ts';
import { type Channel, isChannel, type StoredFile } from './state.ts';
import { topView } from './views.ts';

type Look = Pick<
  SlackPeople,
  | 'workspaces'
  | 'messages'
  | 'thread'
  | 'dms'
  | 'dmChannelId'
  | 'view'
  | 'home'
  | 'broadcasts'
  | 'file'
  | 'altField'
  | 'fileBytes'
>;

/** What people see. None of it changes anything. */
export function createLook(slack: Slack): Look {
  const { state } = slack;
  const channelOf = (channelId: string): Channel => {
    const channel = state.channels.get(channelId);
    if (!channel) throw new Error(`There is no channel ${channelId}.`);
    return channel;
  };
  const fileOf = (fileId: string): StoredFile => {
    const file = state.files.get(fileId);
    if (!file) throw new Error(`There is no file ${fileId}.`);
    return file;
  };
  const dmChannelId = (userId: string): string => {
    const id = state.dmOf.get(userId);
    if (!id) throw new Error(`There is no person ${userId}.`);
    return id;
  };
  const visible = (viewerId?: string) => (message: SeenMessage) =>
    message.ephemeralFor === undefined || message.ephemeralFor === viewerId;
  return {
    get workspaces() {
      return seenWorkspaces(slack);
    },
    messages: (channelId, viewerId) => channelOf(channelId).timeline.filter(visible(viewerId)),
    thread(channelId, ts, viewerId) {
      const channel = channelOf(channelId);
      const parent = channel.byTs.get(ts);
      return [...(parent ? [parent] : []), ...(channel.replies.get(ts) ?? [])].filter(visible(viewerId));
    },
    dms: (userId) => channelOf(dmChannelId(userId)).timeline.filter(visible(userId)),
    dmChannelId,
    view: (userId) => topView(slack, userId),
    home: (userId): OpenView | undefined => state.views.get(state.homes.get(userId) ?? ''),
    broadcasts: (channelId) =>
      state.broadcasts.filter((each) => channelId === undefined || each.channelId === channelId),
    file: (fileId) => describeFile(slack, fileOf(fileId)),
    altField: (fileId) => fileOf(fileId).altField,
    fileBytes: (fileId) => slack.bytes.read(fileOf(fileId).object.id),
  };
}

function seenWorkspaces({ state }: Slack): SeenWorkspace[] {
  return [...state.teams.values()].map((team) => ({
    id: team.id,
    name: team.name,
    installed: team.installed,
    botUserId: team.botUserId,
    users: [...team.users.values()],
    userGroups: team.userGroups.map(({ id, handle, name }) => ({ id, handle, name })),
    channels: [...state.channels.values()]
      .filter((channel) => channel.teamId === team.id && isChannel(channel))
      .map((channel) => ({
        id: channel.id,
        name: channel.name,
        isPrivate: channel.kind === 'private',
        botIsMember: channel.memberIds.has(team.botUserId),
      })),
    conversations: [...state.channels.values()]
      .filter((channel) => channel.teamId === team.id && !isChannel(channel) && !channel.memberIds.has(team.botUserId))
      .map(({ id, name, kind, memberIds }) => ({ id, name, isGroup: kind === 'mpim', memberIds: [...memberIds] })),
  }));
}
