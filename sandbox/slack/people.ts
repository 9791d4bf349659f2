import type { FileObject, OpenView, SlackMessage, SlackUser } from './shapes.ts';

/** A message as one person sees it: Slack's own JSON, plus the only person who sees it, if it is ephemeral. */
export interface SeenMessage extends SlackMessage {
  /** Set on messages that are "only visible to you". */
  ephemeralFor?: string;
}

export interface SeenChannel {
  id: string;
  name: string;
  isPrivate: boolean;
  botIsMember: boolean;
}

/** A direct message or a group direct message that people have among themselves, without the bot. */
export interface SeenConversation {
  id: string;
  name: string;
  isGroup: boolean;
  memberIds: readonly string[];
}

export interface SeenWorkspace {
  id: string;
  name: string;
  installed: boolean;
  botUserId: string;
  users: readonly SlackUser[];
  userGroups: ReadonlyArray<{ id: string; handle: string; name: string }>;
  channels: readonly SeenChannel[];
  conversations: readonly SeenConversation[];
}

export interface SlashCommand {
  /** With its slash: `/imagine`. */
  command: string;
  description: string;
  usageHint: string;
  /** "Escape channels, users, and links sent to your app": they arrive with their ids. */
  shouldEscape?: boolean;
}

/** What the menu of a message offers, or the one that opens anywhere. */
export interface Shortcut {
  callbackId: string;
  name: string;
  type: 'global' | 'message';
}

export interface Acknowledgement {
  atMs: number;
  status: number;
  /** Parsed if it was JSON, otherwise the text; empty string for an empty body. Socket Mode: the payload of the ack. */
  body: unknown;
}

/** An action of a person, on its way to the app. */
export interface Delivered {
  sentAtMs: number;
  /** Rejects with the sentence that the person sees if the app does not answer within 3 s, or answers with an error. */
  acknowledged: Promise<Acknowledgement>;
  triggerId: string;
  /** Empty if Slack gives none (views, global shortcuts). */
  responseUrl: string;
}

/** A file that a person picks from their own machine. */
export interface UploadedFile {
  filename: string;
  contentType: string;
  bytes: Buffer;
}

/** Values of a modal by action id: text, the value of an option (or several), or files. */
export type ViewValues = Record<string, string | string[] | UploadedFile[]>;

export interface SubmittedView {
  /** Whether the modal (or the whole stack) was closed. */
  closed: boolean;
  /** The app's errors by block id; the modal stays open and shows them. */
  errors?: Record<string, string>;
  /** The top view afterwards. */
  view?: OpenView;
}

export type SlackChange =
  | { type: 'message' | 'message_changed' | 'message_deleted'; teamId: string; channelId: string; ts: string }
  | { type: 'ephemeral'; teamId: string; channelId: string; ts: string; userId: string }
  | { type: 'view' | 'home'; teamId: string; userId: string }
  | { type: 'file'; teamId: string; fileId: string }
  | { type: 'channel'; teamId: string; channelId: string }
  | { type: 'install' | 'commands' | 'userGroup'; teamId: string };

/** Where an interactive element is: in a message, or in an open view (a modal or the Home tab). */
export type ElementPlace = { channelId: string; ts: string } | { viewId: string };

/** What people do in the two workspaces, and what they see. User and channel ids are unique across workspaces. */
export interface SlackPeople {
  readonly workspaces: readonly SeenWorkspace[];
  commands(teamId: string): SlashCommand[];
  shortcuts(teamId: string): readonly Shortcut[];
  /** The slash commands of the app's manifest, for every workspace. */
  setCommands(commands: SlashCommand[]): void;
  /** The whole manifest, as pasted at api.slack.com/apps: with it, the Messages tab is off unless the manifest turns it on. */
  setManifest(manifest: object): void;

  /** Adds people to the first workspace, for load, each with a channel of their own that has the bot; a reset forgets them. */
  addPeople(count: number): Array<{ userId: string; channelId: string }>;

  /** Rejects with the sentence that the person sees if Slack itself refuses: unknown command, in a thread, app not installed. */
  runCommand(p: {
    userId: string;
    channelId: string;
    command: string;
    text: string;
    threadTs?: string;
  }): Promise<Delivered>;
  /** A press on a button (`value` defaults to its own), or a choice in a select (`selected`: option values, user or channel ids). */
  click(p: {
    userId: string;
    channelId: string;
    ts: string;
    actionId: string;
    value?: string;
    selected?: string[];
  }): Promise<Delivered>;
  clickInView(p: {
    userId: string;
    viewId: string;
    actionId: string;
    value?: string;
    selected?: string[];
  }): Promise<Delivered>;
  /** An external_select's options after the person typed `value`. */
  suggest(
    p: { userId: string; actionId: string; value: string } & ElementPlace,
  ): Promise<Array<{ text: string; value: string }>>;
  /** Omitted fields keep their initial value. Rejects with the sentence in the modal if the app does not answer. */
  submitView(p: { userId: string; viewId: string; values: ViewValues }): Promise<SubmittedView>;
  /** Closes the view, or with `all` its whole stack; the app is notified if the view set notify_on_close. */
  closeView(p: { userId: string; viewId: string; all?: boolean }): Promise<void>;
  /** A message shortcut if `ts` is given, otherwise a global shortcut. */
  shortcut(p: { userId: string; channelId: string; ts?: string; callbackId: string }): Promise<Delivered>;
  /** Posts a person's message; the bot's mention is put in front unless the text has it or this is the direct message with the bot. */
  mention(p: {
    userId: string;
    channelId: string;
    text: string;
    threadTs?: string;
    files?: UploadedFile[];
  }): Promise<SeenMessage>;
  /** Edits a person's own message. */
  edit(p: { userId: string; channelId: string; ts: string; text: string }): Promise<void>;
  openHome(p: { userId: string }): Promise<void>;
  /** `silently`: the app is not notified, as if it had been offline. `revoked`: by its tokens, not by removing the app. */
  uninstall(teamId: string, options?: { silently?: boolean; revoked?: boolean }): Promise<void>;
  /** Slack Connect: adds another workspace and some of its people (or its bot) to a channel. */
  shareChannel(p: { channelId: string; teamId: string; userIds: readonly string[] }): void;
  /** Makes a person a guest of their workspace, or a full member again. */
  setGuest(userId: string, guest: SlackUser['guest']): void;
  /** Makes the workspace part of an Enterprise organization. */
  joinOrganization(teamId: string, enterpriseId: string): void;
  /** The organization installs the app for all its workspaces, replacing each workspace's own install. */
  installForOrganization(enterpriseId: string): void;
  /** Nobody can write in an archived channel, until it is brought back. */
  archiveChannel(channelId: string, archived: boolean): void;
  /** `/remove @UPixel`: the bot is no longer in the channel, and does not see it if it is private. */
  removeBot(channelId: string): void;
  /** An admin deletes anybody's message. */
  deleteMessage(p: { channelId: string; ts: string }): void;
  /** Sets the members of a user group. */
  setUserGroup(groupId: string, userIds: readonly string[]): void;
  /** A person's own upload into a channel. */
  upload(p: { userId: string; channelId: string; threadTs?: string } & UploadedFile): Promise<FileObject>;

  /** Top-level messages, oldest first; with a viewer also those that only they can see. */
  messages(channelId: string, viewerId?: string): SeenMessage[];
  /** The parent and its replies, oldest first. */
  thread(channelId: string, ts: string, viewerId?: string): SeenMessage[];
  /** The direct message between this person and the bot. */
  dms(userId: string): SeenMessage[];
  dmChannelId(userId: string): string;
  /** The modal on top, if one is open. */
  view(userId: string): OpenView | undefined;
  home(userId: string): OpenView | undefined;
  /** Block Kit's mentions of many people (`<!channel>`, `<!here>`, `<!everyone>`), in order. */
  broadcasts(channelId?: string): Array<{ channelId: string; ts: string; mention: string }>;
  file(fileId: string): FileObject;
  /** The field of files.getUploadURLExternal with its description: the reference says alt_txt, some clients send alt_text. */
  altField(fileId: string): 'alt_txt' | 'alt_text' | undefined;
  fileBytes(fileId: string): Buffer;

  subscribe(listener: (change: SlackChange) => void): () => void;
  /** Resolves with the first truthy result of `look`, which runs again at every change; rejects after `timeoutMs` (30 s). */
  until<T>(look: () => T | undefined | false, timeoutMs?: number, what?: string): Promise<T>;
}
