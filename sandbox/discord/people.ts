import type {
  APIApplicationCommand,
  APIMessage,
  APIModalInteractionResponseCallbackData,
  APIUser,
  InteractionResponseType,
} from 'discord-api-types/v10';

/** A message as one person sees it: Discord's own JSON, and what only their client knows. */
export interface SeenMessage extends APIMessage {
  /** Set on messages that say "Only you can see this". */
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
  /** Of a thread or a forum's post. */
  parentId?: string;
}

export interface SeenGuild {
  id: string;
  name: string;
  /** False once the bot was removed: then only its user-installed commands work there. */
  botIsMember: boolean;
  /** Those that people can have. */
  roles: ReadonlyArray<{ id: string; name: string }>;
  channels: readonly SeenChannel[];
}

/** A file as a person picks it from their own machine. */
export interface UploadedFile {
  filename: string;
  contentType: string;
  bytes: Buffer;
}

export type OptionValue = string | number | boolean | UploadedFile;

export interface Choice {
  name: string;
  value: string | number;
}

/** Something a person did, on its way to the app. */
export interface Interaction {
  id: string;
  token: string;
  userId: string;
  channelId: string;
  sentAtMs: number;
  /** Rejects with "The application did not respond" when nothing came within 3 s on the clock. */
  acknowledged: Promise<{ atMs: number; type: InteractionResponseType }>;
  /** The modal the app opened in answer; rejects when the interaction failed or was answered otherwise. */
  modal(): Promise<APIModalInteractionResponseCallbackData>;
  /** The first reply with something to read: an answer, or the edit of a deferred one; for a component's update, its message. */
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
 * Everything here throws a sentence where Discord's client would not let them.
 */
export interface DiscordPeople {
  readonly users: readonly APIUser[];
  /** More people in every guild, for load; they are forgotten at a reset and not kept in a state file. */
  addUsers(count: number): APIUser[];
  /** Somebody who made their account a moment ago, as their id tells. */
  addNewcomer(): APIUser;
  readonly guilds: readonly SeenGuild[];
  readonly bot: APIUser;
  avatarUrl(userId: string): string;
  /** The direct-message channel between this person and the bot; commands can be run there too. */
  dmChannelId(userId: string): string;

  /** As really registered: the global commands and the guild's own. In a direct message (no guild) the global ones. */
  commands(guildId?: string): APIApplicationCommand[];
  /** `name` is "imagine", or with a subcommand "project create". Options are checked as the client checks them. */
  runCommand(p: {
    userId: string;
    channelId: string;
    name: string;
    options?: Record<string, OptionValue>;
    /** The message or the user a context-menu command was opened on. */
    targetId?: string;
  }): Promise<Interaction>;
  /** What the app offers while `focused` is being typed; rejects when it does not answer within 3 s. */
  autocomplete(p: {
    userId: string;
    channelId: string;
    name: string;
    options?: Record<string, OptionValue>;
    focused: string;
  }): Promise<Choice[]>;
  /** A press on a button, or a choice in a select (`values`). */
  click(p: { userId: string; messageId: string; customId: string; values?: string[] }): Promise<Interaction>;
  /** `interactionId` is the one the modal came as an answer to; fields left out keep what the app filled in. */
  submitModal(p: {
    userId: string;
    interactionId: string;
    customId: string;
    values: Record<string, string>;
  }): Promise<Interaction>;
  /** "Dismiss message" on an ephemeral one. */
  dismiss(p: { userId: string; messageId: string }): void;
  /** A person writes a message themselves. */
  say(p: { userId: string; channelId: string; content: string; files?: UploadedFile[] }): SeenMessage;

  /** Oldest first; ephemeral ones only for their viewer. */
  messages(channelId: string, viewerId?: string): SeenMessage[];
  message(messageId: string): SeenMessage | undefined;
  dms(userId: string): SeenMessage[];
  subscribe(listener: (event: PeopleEvent) => void): () => void;
  /** Resolves with the first truthy answer of `look`, asked again at every event; rejects after `timeoutMs` (5 s) of real time. */
  until<T>(look: () => T | undefined | false, timeoutMs?: number, what?: string): Promise<T>;

  /** Whether this person takes no direct messages. */
  setClosedDms(userId: string, closed: boolean): void;
  /**
   * `canPost`: send messages, in the channel and its threads, and attach files; `canPostInThreads`: in its threads alone; `canSee`:
   * view the channel at all. A thread has those of its channel.
   */
  setBotPermission(
    channelId: string,
    permission: { canPost?: boolean; canPostInThreads?: boolean; canAttach?: boolean; canSee?: boolean },
  ): void;
  /** Closes a thread, as time or a person does; `locked`: so that only those who manage threads open it again. */
  setThread(threadId: string, state: { archived: boolean; locked?: boolean }): void;
  /** Gives a person these roles of a guild, and takes its others away. */
  setRoles(p: { guildId: string; userId: string; roleIds: readonly string[] }): void;
  /** Removing the bot from a guild, and inviting it again. */
  setBotInGuild(guildId: string, member: boolean): void;
  /**
   * A guild that Discord cannot reach for a while: GUILD_DELETE with `unavailable`, which is no removal; a session that begins
   * meanwhile hears of it in READY alone.
   */
  setGuildAvailable(guildId: string, available: boolean): void;
  /** Cuts every gateway connection, as a deploy of Discord's or a bad network does; sessions can be resumed. */
  dropConnections(): void;
  /** Asks every connected client to reconnect (op 7), or tells it that its session is gone (op 9). */
  askToReconnect(): void;
  invalidateSessions(resumable: boolean): void;
  gatewayConnections(): number;
  /**
   * Ends every session with a close code (4004, 4014, …) and lets none begin; undefined: all is well again.
   * https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
   */
  closeGateway(code: number | undefined): void;
  /** An outage of the gateway alone: nobody can connect to it. */
  setGatewayReachable(reachable: boolean): void;
}
