import type {
  APIApplicationCommand,
  APIMessage,
  APIModalInteractionResponseCallbackData,
  APIUser,
  InteractionResponseType,
} from 'discord-api-types/v10';

/** A message as one person sees it: Discord's own JSON, plus what only their client knows. */
export interface SeenMessage extends APIMessage {
  /** Set on messages with "Only you can see this". */
  ephemeralFor?: string;
  /** True between a deferred answer and its edit: the client shows "… is thinking". */
  thinking?: boolean;
  /** The people whom it notified. */
  notified?: readonly string[];
}

export interface SeenChannel {
  id: string;
  name: string;
  nsfw: boolean;
  /** Whether the bot may post and attach files here. */
  canPost: boolean;
  /** Set on a thread or a forum's post. */
  parentId?: string;
}

export interface SeenGuild {
  id: string;
  name: string;
  /** False after the bot was removed: then only its user-installed commands work there. */
  botIsMember: boolean;
  /** The roles that people can have. */
  roles: ReadonlyArray<{ id: string; name: string }>;
  channels: readonly SeenChannel[];
}

/** A direct message or a group that people have among themselves, without the bot. */
export interface SeenConversation {
  id: string;
  /** Of a group; empty for two. */
  name: string;
  memberIds: readonly string[];
}

/** A file that a person picks from their own machine. */
export interface UploadedFile {
  filename: string;
  contentType: string;
  bytes: Buffer;
}

export type OptionValue = string | number | boolean | UploadedFile;

/** The value of a form's field: text, one or several choices, ids of people, or files. */
export type FieldValue = string | string[] | UploadedFile[];

export interface Choice {
  name: string;
  value: string | number;
}

/** An action of a person, on its way to the app. */
export interface Interaction {
  id: string;
  token: string;
  userId: string;
  channelId: string;
  sentAtMs: number;
  /** Rejects with "The application did not respond" if nothing came within 3 s on the clock. */
  acknowledged: Promise<{ atMs: number; type: InteractionResponseType }>;
  /** The modal that the app opened in response; rejects if the interaction failed or had another response. */
  modal(): Promise<APIModalInteractionResponseCallbackData>;
  /** The first reply with content: an answer, or the edit of a deferred one; for a component's update, its message. */
  reply(): Promise<SeenMessage>;
  state(): 'waiting' | 'acknowledged' | 'failed';
}

export type PeopleEvent =
  | { type: 'messageCreated' | 'messageUpdated' | 'messageDeleted'; channelId: string; messageId: string }
  | { type: 'interactionAcknowledged' | 'interactionFailed'; interactionId: string; userId: string; channelId: string }
  | { type: 'modalOpened'; interactionId: string; userId: string; modal: APIModalInteractionResponseCallbackData }
  /** Without a guild: the global commands. */
  | { type: 'commandsRegistered'; guildId?: string }
  | { type: 'gatewayConnected' | 'gatewayDisconnected' }
  /** A channel's permissions or a guild's membership changed. */
  | { type: 'worldChanged' };

/**
 * What people do in Discord, and what they see.
 * Everything here throws a sentence if Discord's client would not allow it.
 */
export interface DiscordPeople {
  readonly users: readonly APIUser[];
  /** Adds people to every guild, for load; a reset forgets them, and a state file does not keep them. */
  addUsers(count: number): APIUser[];
  /** Adds servers that have the bot, for load, which sessions that begin later are told of; forgotten like the people. */
  addGuilds(count: number): void;
  /** A person whose account was created a moment ago, as their id shows. */
  addNewcomer(): APIUser;
  readonly guilds: readonly SeenGuild[];
  /** Direct messages and groups without the bot: only the commands that a person installed for themselves work there. */
  readonly conversations: readonly SeenConversation[];
  readonly bot: APIUser;
  avatarUrl(userId: string): string;
  /** The direct-message channel between this person and the bot; commands can be run there too. */
  dmChannelId(userId: string): string;

  /** The registered commands: the global ones and the guild's own. In a direct message (no guild), the global ones; among people, those for them. */
  commands(guildId?: string, conversation?: SeenConversation): APIApplicationCommand[];
  /** `name` is "imagine", or with a subcommand "project create". Options are checked as in the client. */
  runCommand(p: {
    userId: string;
    channelId: string;
    name: string;
    options?: Record<string, OptionValue>;
    /** The message or user that a context-menu command was opened on. */
    targetId?: string;
  }): Promise<Interaction>;
  /** The app's suggestions while `focused` is being typed; rejects if it does not answer within 3 s. */
  autocomplete(p: {
    userId: string;
    channelId: string;
    name: string;
    options?: Record<string, OptionValue>;
    focused: string;
  }): Promise<Choice[]>;
  /** A press on a button, or a choice in a select (`values`). */
  click(p: { userId: string; messageId: string; customId: string; values?: string[] }): Promise<Interaction>;
  /** `interactionId` is the interaction that the modal answered; omitted fields keep the app's values. */
  submitModal(p: {
    userId: string;
    interactionId: string;
    customId: string;
    values: Record<string, FieldValue>;
  }): Promise<Interaction>;
  /** "Dismiss message" on an ephemeral message. */
  dismiss(p: { userId: string; messageId: string }): void;
  /** A person posts a message themselves. */
  say(p: { userId: string; channelId: string; content: string; files?: UploadedFile[] }): SeenMessage;

  /** Oldest first; ephemeral ones only for their viewer. */
  messages(channelId: string, viewerId?: string): SeenMessage[];
  message(messageId: string): SeenMessage | undefined;
  dms(userId: string): SeenMessage[];
  subscribe(listener: (event: PeopleEvent) => void): () => void;
  /** Resolves with the first truthy result of `look`, which runs again at every event; rejects after `timeoutMs` (30 s) of real time. */
  until<T>(look: () => T | undefined | false, timeoutMs?: number, what?: string): Promise<T>;

  /** Whether this person accepts direct messages. */
  setClosedDms(userId: string, closed: boolean): void;
  /**
   * `canPost`: send messages and attach files, in the channel and its threads; `canPostInThreads`: only in its threads; `canSee`:
   * view the channel at all. A thread has its channel's permissions.
   */
  setBotPermission(
    channelId: string,
    permission: { canPost?: boolean; canPostInThreads?: boolean; canAttach?: boolean; canSee?: boolean },
  ): void;
  /** Archives a thread, as time or a person does; `locked`: only people who manage threads can reopen it. */
  setThread(threadId: string, state: { archived: boolean; locked?: boolean }): void;
  /** Removes a channel with everything in it, or a thread. */
  deleteChannel(channelId: string): void;
  /** A moderator deletes anybody's message; nobody sees an ephemeral one but its reader, who dismisses it. */
  deleteMessage(messageId: string): void;
  /** Gives a person exactly these roles of a guild. */
  setRoles(p: { guildId: string; userId: string; roleIds: readonly string[] }): void;
  /** Removes the bot from a guild, or invites it again. */
  setBotInGuild(guildId: string, member: boolean): void;
  /**
   * Makes a guild unavailable for a while: GUILD_DELETE with `unavailable`, which is no removal; a session that starts
   * meanwhile learns of it only in READY.
   */
  setGuildAvailable(guildId: string, available: boolean): void;
  /** Cuts every gateway connection, as a deploy at Discord or a bad network does; sessions can be resumed. */
  dropConnections(): void;
  /** Asks every connected client to reconnect (op 7), or tells it that its session is invalid (op 9). */
  askToReconnect(): void;
  invalidateSessions(resumable: boolean): void;
  gatewayConnections(): number;
  /**
   * Ends every session with a close code (4004, 4014, …) and allows no new one; undefined ends that.
   * https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
   */
  closeGateway(code: number | undefined): void;
  /** An outage of the gateway alone: nobody can connect to it. */
  setGatewayReachable(reachable: boolean): void;
}
