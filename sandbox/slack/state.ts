import type { Clock } from '#sandbox/kit/clock.ts';
import { createTimestamps, newId, randomHex } from './ids.ts';
import type { Shortcut, SlackChange, SlashCommand } from './people.ts';
import type { FileObject, OpenView, SlackMessage, SlackUser } from './shapes.ts';
import { DEFAULT_SCOPES, seedWorld, type WorkspaceSeed } from './world.ts';

export interface Channel {
  id: string;
  teamId: string;
  name: string;
  /** `mpim`: a group direct message. */
  kind: 'public' | 'private' | 'im' | 'mpim';
  memberIds: Set<string>;
  archived?: boolean;
  /** Other workspaces that it is shared with, by Slack Connect or inside an Enterprise organization. */
  sharedWith: Set<string>;
  /** Top-level messages in the order of their ts. */
  timeline: StoredMessage[];
  byTs: Map<string, StoredMessage>;
  replies: Map<string, StoredMessage[]>;
}

export type StoredMessage = SlackMessage & { ephemeralFor?: string };

export interface Team {
  id: string;
  name: string;
  domain: string;
  botUserId: string;
  botId: string;
  installed: boolean;
  /** The Enterprise organization that the workspace belongs to. */
  enterpriseId?: string;
  /** The organization has the app, and so this workspace has it without an install of its own. */
  installedByOrg: boolean;
  botToken: string;
  scopes: string[];
  users: Map<string, SlackUser>;
  userGroups: UserGroup[];
}

export interface UserGroup {
  id: string;
  handle: string;
  name: string;
  userIds: string[];
}

export interface TokenRecord {
  kind: 'bot' | 'user' | 'app' | 'config';
  teamId: string;
  /** The person who signed in, and the scopes they agreed to; a bot has the scopes of its workspace's install. */
  person?: { userId: string; scopes: string[] };
  /** The API's error once the token is invalid. */
  dead?: 'token_revoked' | 'account_inactive';
}

/** Bytes are kept separately; the object is what files.info shows once the file is processed. */
export interface StoredFile {
  object: FileObject;
  teamId: string;
  mimetype: string;
  uploadToken?: string;
  expectedLength: number;
  uploaded: boolean;
  completed: boolean;
  processedAtMs: number;
  altField?: 'alt_txt' | 'alt_text';
}

export interface Trigger {
  teamId: string;
  userId: string;
  createdAtMs: number;
  used: boolean;
  /** The view that the person acted in, on which views.push stacks. */
  viewId?: string;
}

export interface ResponseUrl {
  teamId: string;
  channelId: string;
  userId: string;
  createdAtMs: number;
  uses: number;
  /** The message that the interaction came from, or the first answer to a slash command. */
  originalTs?: string;
}

/** A person's consent on one of the two pages; the app exchanges it for a token. */
export interface OAuthCode {
  page: 'install' | 'signIn';
  teamId: string;
  /** Set if the whole organization of that workspace was chosen. */
  enterpriseId?: string;
  userId: string;
  scopes: string[];
  redirectUri: string;
  atMs: number;
  used: boolean;
  nonce?: string;
  challenge?: string;
}

export interface State {
  clock: Clock;
  triggerMs: number;
  nextTs: () => string;
  teams: Map<string, Team>;
  channels: Map<string, Channel>;
  tokens: Map<string, TokenRecord>;
  files: Map<string, StoredFile>;
  uploads: Map<string, string>;
  views: Map<string, OpenView & { userId: string }>;
  /** Ids of open modals by person, the visible one last. */
  stacks: Map<string, string[]>;
  homes: Map<string, string>;
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  oauthCodes: Map<string, OAuthCode>;
  /** The values of selects and inputs in messages, by `channel:ts`. */
  messageStates: Map<string, OpenView['state']['values']>;
  suggestions: Map<string, unknown>;
  commands: SlashCommand[];
  /** The manifest's shortcuts; undefined until there is a manifest. */
  shortcuts?: readonly Shortcut[];
  /** Whether people and the app can message each other directly, as the manifest says. Off if it does not say. */
  messagesTab: boolean;
  /** Whether the app is in Socket Mode; if it is switched off in the app's settings, no connection is accepted. */
  socketMode: boolean;
  broadcasts: Array<{ channelId: string; ts: string; mention: string }>;
  dmOf: Map<string, string>;
  teamOfUser: Map<string, string>;
  listeners: Set<(change: SlackChange) => void>;
  emit(change: SlackChange): void;
}

export interface Credentials {
  appToken: string;
  configToken: string;
}

/** A new world; `baseUrl` is called later because the server's port is not known yet. */
export function createState(
  { clock, triggerMs }: Pick<State, 'clock' | 'triggerMs'>,
  credentials: Credentials,
  baseUrl: () => string,
): State {
  const listeners = new Set<(change: SlackChange) => void>();
  const state: State = {
    clock,
    triggerMs,
    nextTs: createTimestamps(clock),
    teams: new Map(),
    channels: new Map(),
    tokens: new Map(),
    files: new Map(),
    uploads: new Map(),
    views: new Map(),
    stacks: new Map(),
    homes: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    oauthCodes: new Map(),
    messageStates: new Map(),
    suggestions: new Map(),
    commands: [],
    messagesTab: true,
    socketMode: true,
    broadcasts: [],
    dmOf: new Map(),
    teamOfUser: new Map(),
    listeners,
    emit: (change) => {
      for (const listener of [...listeners]) listener(change);
    },
  };
  fillWorld(state, credentials, baseUrl);
  return state;
}

/**
 * Resets the state to its seed. Listeners, the manifest's commands and the tokens of the first installs stay: they belong
 * to the address, and a running app continues to use them.
 */
export function resetState(state: State, credentials: Credentials, baseUrl: () => string) {
  const botTokens = new Map([...state.teams.values()].map(({ id, botToken }) => [id, botToken]));
  for (const value of Object.values(state)) {
    if (value instanceof Map) value.clear();
  }
  state.broadcasts.length = 0;
  fillWorld(state, credentials, baseUrl, botTokens);
}

function fillWorld(
  state: State,
  credentials: Credentials,
  baseUrl: () => string,
  botTokens = new Map<string, string>(),
) {
  state.tokens.set(credentials.appToken, { kind: 'app', teamId: '' });
  state.tokens.set(credentials.configToken, { kind: 'config', teamId: '' });
  for (const seed of seedWorld()) seedTeam(state, seed, baseUrl, seed.installed ? (botTokens.get(seed.id) ?? '') : '');
}

function seedTeam(state: State, seed: WorkspaceSeed, baseUrl: () => string, keptToken: string) {
  const team: Team = {
    ...seed,
    installedByOrg: false,
    botToken: '',
    scopes: [],
    users: new Map(),
    userGroups: seed.userGroups.map((group) => ({ ...group, userIds: [...group.userIds] })),
  };
  state.teams.set(team.id, team);
  for (const user of seed.users) {
    team.users.set(user.id, {
      id: user.id,
      name: user.name,
      realName: user.realName,
      email: `${user.name}@${seed.domain}.example.com`,
      get avatarUrl() {
        return `${baseUrl()}/avatars/${user.id}.png`;
      },
    });
    state.teamOfUser.set(user.id, team.id);
    state.dmOf.set(user.id, user.dmChannelId);
    addChannel(state, { id: user.dmChannelId, teamId: team.id, name: 'directmessage', kind: 'im' }, [
      user.id,
      team.botUserId,
    ]);
  }
  for (const channel of seed.channels) {
    const members = channel.botIsMember ? [...channel.memberIds, team.botUserId] : channel.memberIds;
    const kind = channel.isPrivate ? 'private' : 'public';
    addChannel(state, { id: channel.id, teamId: team.id, name: channel.name, kind }, members);
  }
  for (const { memberIds, ...conversation } of seed.conversations)
    addChannel(state, { ...conversation, teamId: team.id }, memberIds);
  if (seed.installed) install(state, team, DEFAULT_SCOPES, keptToken);
}

export function addChannel(
  state: State,
  channel: Pick<Channel, 'id' | 'teamId' | 'name' | 'kind'>,
  memberIds: string[],
) {
  state.channels.set(channel.id, {
    ...channel,
    memberIds: new Set(memberIds),
    sharedWith: new Set(),
    timeline: [],
    byTs: new Map(),
    replies: new Map(),
  });
}

/** Gives the workspace a bot token with these scopes; an existing token stays, with the scopes added, as in Slack. */
export function install(state: State, team: Team, scopes: readonly string[], keptToken = ''): string {
  if (team.installed && state.tokens.has(team.botToken)) {
    team.scopes = [...new Set([...team.scopes, ...scopes])];
    return team.botToken;
  }
  team.botToken = keptToken || `xoxb-${team.id.slice(1)}-${newId('9').slice(1)}-${randomHex(12)}`;
  team.scopes = [...scopes];
  team.installed = true;
  state.tokens.set(team.botToken, { kind: 'bot', teamId: team.id });
  state.emit({ type: 'install', teamId: team.id });
  return team.botToken;
}

/** And no direct message, of two or of a group. */
export const isChannel = ({ kind }: Pick<Channel, 'kind'>): boolean => kind === 'public' || kind === 'private';

/** Whether a channel belongs to this workspace, or is shared with it. */
export const reaches = (team: Team, channel: Channel): boolean =>
  channel.teamId === team.id || channel.sharedWith.has(team.id);

/** A person's workspace. */
export const teamOf = (state: State, userId: string): Team | undefined =>
  state.teams.get(state.teamOfUser.get(userId) ?? '');

/** The scopes of a token. */
export const scopesOf = (state: State, { person, teamId }: TokenRecord): readonly string[] =>
  person?.scopes ?? state.teams.get(teamId)?.scopes ?? [];

/** Revokes the workspace's tokens and removes the bot from its channels. */
export function endInstall(state: State, team: Team, why: NonNullable<TokenRecord['dead']>) {
  for (const token of state.tokens.values()) if (token.teamId === team.id) token.dead ??= why;
  team.installed = false;
  for (const channel of state.channels.values()) {
    if (reaches(team, channel) && channel.kind !== 'im') channel.memberIds.delete(team.botUserId);
  }
  state.emit({ type: 'install', teamId: team.id });
}

/** Drops the oldest entries of a map until it holds at most `keep`. */
export function trim<K>(map: Map<K, unknown>, keep: number) {
  for (const key of map.keys()) {
    if (map.size <= keep) return;
    map.delete(key);
  }
}
