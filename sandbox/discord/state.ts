import type {
  APIApplicationCommand,
  APIEmbed,
  APIMessage,
  APIMessageInteractionMetadata,
  APIMessageTopLevelComponent,
  APIModalInteractionResponseCallbackData,
  APIUser,
  InteractionResponseType,
  InteractionType,
  MessageType,
} from 'discord-api-types/v10';
import type { Clock } from '#sandbox/kit/clock.ts';
import type { Faults } from '#sandbox/kit/faults.ts';
import { createFileStore, type FileStore } from './file-store.ts';
import { createIds, type Ids } from './ids.ts';
import type { Choice, PeopleEvent } from './people.ts';
import { createSessionStarts, type SessionStarts, type ShardingRules } from './session-starts.ts';
import {
  bot,
  type ChannelSeed,
  type ChannelType,
  channelType,
  dmSeeds,
  type GuildSeed,
  guildSeeds,
  privateChannelSeeds,
  type Role,
  users,
} from './world.ts';

export interface Attachment {
  id: string;
  filename: string;
  size: number;
  contentType: string;
  description?: string;
  width?: number;
  height?: number;
}

export interface Message {
  id: string;
  channelId: string;
  type: MessageType;
  authorId: string;
  content: string;
  embeds: APIEmbed[];
  /** As in answers, except that media still say `attachment://name`: links are signed when they are shown. */
  components: APIMessageTopLevelComponent[];
  attachments: Attachment[];
  flags: number;
  createdAtMs: number;
  editedAtMs?: number;
  mentionIds: string[];
  mentionsEveryone: boolean;
  /** People whose clients notified them: those mentioned in the new message. A mention added by an edit notifies nobody. */
  notifiedIds?: string[];
  nonce?: string | number;
  referencedId?: string;
  /** Set on answers to interactions. */
  interaction?: { id: string; name?: string; metadata: APIMessageInteractionMetadata };
  ephemeralFor?: string;
  shown?: { message: APIMessage; untilMs: number };
}

export interface Channel {
  id: string;
  name: string;
  type: ChannelType;
  guildId?: string;
  /** For a thread: its channel or forum. */
  parentId?: string;
  /** For a thread. The next message reopens an archived one, unless it is locked. */
  archived: boolean;
  locked: boolean;
  /** The person, in a direct message with the bot. */
  recipientId?: string;
  /** The people of a direct message or a group without the bot. */
  memberIds?: readonly string[];
  nsfw: boolean;
  canSee: boolean;
  canPost: boolean;
  /** Whether the bot may write in this channel's threads; in a forum, in its posts. */
  canPostInThreads: boolean;
  canAttach: boolean;
  position: number;
  messages: Map<string, Message>;
  lastMessageId?: string;
  oldEditsAtMs: number[];
}

export interface Guild {
  id: string;
  name: string;
  botRoleId: string;
  ownerId: string;
  /** Where Discord greets people; none if it is turned off. */
  systemChannelId?: string;
  botIsMember: boolean;
  /** Discord cannot reach it for a while. */
  isUnavailable?: boolean;
  roles: Role[];
  channelIds: string[];
}

export interface InteractionRecord {
  id: string;
  token: string;
  type: InteractionType;
  userId: string;
  channelId: string;
  createdAtMs: number;
  name?: string;
  metadata: APIMessageInteractionMetadata;
  /** The message whose component was used. */
  sourceMessageId?: string;
  ack?: { type: InteractionResponseType; atMs: number };
  failed: boolean;
  /** What `@original` refers to: the answer, or for an update the message with the component. */
  originalId?: string;
  ephemeral: boolean;
  /** True if the bot is not there: only a person installed the app. */
  userInstallOnly: boolean;
  followUps: number;
  firstReplyId?: string;
  modal?: APIModalInteractionResponseCallbackData;
  choices?: Choice[];
  watchers: Set<() => void>;
}

export type GatewayEvent = (p: { name: string; data: unknown; guildId?: string | undefined; intent?: number }) => void;

export interface State {
  clock: Clock;
  faults: Faults;
  ids: Ids;
  files: FileStore;
  users: Map<string, APIUser>;
  guilds: Map<string, Guild>;
  channels: Map<string, Channel>;
  messages: Map<string, Message>;
  /** By command id, within '' for global ones or a guild's id. */
  commands: Map<string, Map<string, APIApplicationCommand>>;
  interactions: Map<string, InteractionRecord>;
  tokenByInteractionId: Map<string, string>;
  nonces: Map<string, { messageId: string; atMs: number }>;
  closedDms: Set<string>;
  /** Where interactions are posted; null: they go through the gateway. */
  interactionsEndpointUrl: string | null;
  sessionStarts: SessionStarts;
  /** Set once the server is listening. */
  address: { url: string; gatewayUrl: string };
  dispatch: GatewayEvent;
  emit(event: PeopleEvent): void;
  subscribe(listener: (event: PeopleEvent) => void): () => void;
  reset(): void;
}

export function createState({
  clock,
  faults,
  directory,
  sharding = {},
}: {
  clock: Clock;
  faults: Faults;
  directory?: string;
  sharding?: Partial<ShardingRules> | undefined;
}): State {
  const listeners = new Set<(event: PeopleEvent) => void>();
  const state: State = {
    clock,
    faults,
    ids: createIds(clock.now),
    files: createFileStore(directory),
    users: new Map([bot, ...users].map((user) => [user.id, user])),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    commands: new Map(),
    interactions: new Map(),
    tokenByInteractionId: new Map(),
    nonces: new Map(),
    closedDms: new Set(),
    interactionsEndpointUrl: null,
    sessionStarts: createSessionStarts(clock, sharding),
    address: { url: '', gatewayUrl: '' },
    dispatch: () => {},
    emit(event) {
      for (const listener of [...listeners]) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reset() {
      const { guilds, channels, messages, commands, interactions, tokenByInteractionId, nonces, closedDms } = state;
      for (const each of [guilds, channels, messages, commands, interactions, tokenByInteractionId, nonces, closedDms])
        each.clear();
      state.files.clear();
      state.interactionsEndpointUrl = null;
      state.users.clear();
      for (const user of [bot, ...users]) state.users.set(user.id, user);
      seed(state);
      state.emit({ type: 'worldChanged' });
    },
  };
  seed(state);
  return state;
}

/** A guild that has the bot. */
export function addGuild(state: State, { channels, ...guild }: GuildSeed) {
  const roles = guild.roles.map((role) => ({ ...role, memberIds: new Set(role.memberIds) }));
  state.guilds.set(guild.id, { ...guild, roles, botIsMember: true, channelIds: channels.map(({ id }) => id) });
  for (const [position, channel] of channels.entries()) addChannel(state, { guildId: guild.id, position, ...channel });
}

function seed(state: State) {
  for (const guild of guildSeeds) addGuild(state, guild);
  for (const [recipientId, id] of dmSeeds)
    addChannel(state, { id, name: '', type: channelType.dm, recipientId, position: 0 });
  for (const seed of privateChannelSeeds) addChannel(state, { ...seed, position: 0 });
}

function addChannel(
  state: State,
  {
    canPost = true,
    ...channel
  }: ChannelSeed & { position: number; guildId?: string; recipientId?: string; memberIds?: readonly string[] },
) {
  state.channels.set(channel.id, {
    type: channelType.text,
    nsfw: false,
    archived: false,
    locked: false,
    // With its own token the bot reaches nothing that people have among themselves.
    canSee: channel.memberIds === undefined,
    canPost,
    canPostInThreads: canPost,
    canAttach: canPost,
    messages: new Map(),
    oldEditsAtMs: [],
    ...channel,
  });
}

/** Notifies everyone who waits for a change of this interaction. */
export function touch(record: InteractionRecord) {
  for (const watcher of [...record.watchers]) watcher();
}
