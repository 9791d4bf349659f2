import type { SlackUser } from './shapes.ts';

export const APP_ID = 'A0PXLAPP42K';
export const APP_NAME = 'UPixel';
/** The scopes of an install unless it says otherwise; `chat:write.public` is deliberately not among them. */
export const DEFAULT_SCOPES = [
  'commands',
  'chat:write',
  'files:write',
  'files:read',
  'channels:join',
  'channels:read',
  'groups:read',
  'im:write',
  'im:history',
  'users:read',
  'usergroups:read',
  'app_mentions:read',
];

export interface WorkspaceSeed {
  id: string;
  name: string;
  domain: string;
  installed: boolean;
  botUserId: string;
  botId: string;
  users: Array<Omit<SlackUser, 'avatarUrl' | 'email'> & { dmChannelId: string }>;
  userGroups: Array<{ id: string; handle: string; name: string; userIds: string[] }>;
  channels: Array<{ id: string; name: string; isPrivate: boolean; botIsMember: boolean; memberIds: string[] }>;
  /** What people have among themselves. */
  conversations: Array<{ id: string; kind: 'im' | 'mpim'; name: string; memberIds: string[] }>;
}

/** Two workspaces of the same shape: the first has the app, the second may install it. */
export function seedWorld(): WorkspaceSeed[] {
  return [workspace('1', 'Pixel Guild', 'pixel-guild', true), workspace('2', 'Second Studio', 'second-studio', false)];
}

function workspace(n: string, name: string, domain: string, installed: boolean): WorkspaceSeed {
  const users = [
    { id: `U0${n}ADA00L0VE`, name: 'ada', realName: 'Ada', dmChannelId: `D0${n}ADA00L0VE` },
    { id: `U0${n}GRACEH0PR`, name: 'grace', realName: 'Grace', dmChannelId: `D0${n}GRACEH0PR` },
    { id: `U0${n}EDSGERWYB`, name: 'edsger', realName: 'Edsger', dmChannelId: `D0${n}EDSGERWYB` },
  ];
  const everyone = users.map((user) => user.id);
  const channel = (id: string, channelName: string, botIsMember: boolean, isPrivate = false) => ({
    id: `C0${n}${id}`,
    name: channelName,
    isPrivate,
    // If the app is not installed, nobody has invited the bot.
    botIsMember: botIsMember && installed,
    memberIds: isPrivate ? everyone.slice(0, 2) : everyone,
  });
  return {
    id: `T0${n}${n === '1' ? 'PXLGU1LD' : 'SEC0NDST'}`,
    name,
    domain,
    installed,
    botUserId: `U0${n}UPXLB0T7`,
    botId: `B0${n}UPXLB0T7`,
    users,
    userGroups: [
      { id: `S0${n}ART1STSXX`, handle: 'artists', name: 'Artists', userIds: [`U0${n}GRACEH0PR`] },
      { id: `S0${n}TESTERSXX`, handle: 'testers', name: 'Testers', userIds: [] },
    ],
    channels: [
      channel('GENERALXX', 'general', true),
      channel('ARTSTUD10', 'art', true),
      channel('RAND0MTLK', 'random', false),
      channel('SECRETLAB', 'secret-lab', false, true),
    ],
    // As slash commands name them: https://github.com/slack-ruby/slack-ruby-client/issues/227; a group has an id like a channel's.
    conversations: [
      { id: `D0${n}ADAGRACE2`, kind: 'im', name: 'directmessage', memberIds: everyone.slice(0, 2) },
      { id: `C0${n}ALLTHREE3`, kind: 'mpim', name: 'mpdm-ada--grace--edsger-1', memberIds: everyone },
    ],
  };
}
