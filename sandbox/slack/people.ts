import type { FileObject, OpenView, SlackMessage, SlackUser } from './shapes.ts';

/** A message as one person sees it: Slack's own JSON, and for whom it is when nobody else can see it. */
export interface SeenMessage extends SlackMessage {
  /** Set on messages "only visible to you". */
  ephemeralFor?: string;
}

export interface SeenChannel {
  id: string;
  name: string;
  isPrivate: boolean;
  botIsMember: boolean;
}

export interface SeenWorkspace {
  id: string;
  name: string;
  installed: boolean;
  botUserId: string;
  users: readonly SlackUser[];
  userGroups: ReadonlyArray<{ id: string; handle: string; name: string }>;
  channels: readonly SeenChannel[];
}

export interface SlashCommand {
  /** With its slash: `/imagine`. */
  command: string;
  description: string;
  usageHint: string;
  /** "Escape channels, users, and links sent to your app": they come with their ids. */
  shouldEscape?: boolean;
}

export interface Acknowledgement {
  atMs: number;
  status: number;
  /** Parsed when it was JSON, else the text; empty string for an empty body. Socket Mode: the payload of the ack. */
  body: unknown;
}

/** Something a person did, on its way to the app. */
export interface Delivered {
  sentAtMs: number;
  /** Rejects with the sentence the person sees when the app does not answer within 3 s, or answers with an error. */
  acknowledged: Promise<Acknowledgement>;
  triggerId: string;
  /** Empty where Slack gives none (views, global shortcuts). */
  responseUrl: string;
}

/** A file as a person picks it from their own machine. */
export interface UploadedFile {
  filename: string;
  contentType: string;
  bytes: Buffer;
}

/** Values of a modal by action id: text, the value of an option (or several), or files. */
export type ViewValues = Record<string, string | string[] | UploadedFile[]>;

export interface SubmittedView {
  /** Whether the modal (or the whole stack) is gone. */
  closed: boolean;
  /** The app's objections by block id; the modal stays open with them. */
  errors?: Record<string, string>;
  /** What is on top afterwards. */
  view?: OpenView;
}

export type SlackChange =
  | { type: 'message' | 'message_changed' | 'message_deleted'; teamId: string; channelId: string; ts: string }
  | { type: 'ephemeral'; teamId: string; channelId: string; ts: string; userId: string }
  | { type: 'view' | 'home'; teamId: string; userId: string }
  | { type: 'file'; teamId: string; fileId: string }
  | { type: 'channel'; teamId: string; channelId: string }
  | { type: 'install' | 'commands' | 'userGroup'; teamId: string };

/** Where an interactive element is: in a message or in an open view (a modal or the Home tab). */
export type ElementPlace = { channelId: string; ts: string } | { viewId: string };

/** What people do in the two workspaces, and what they see. User and channel ids are unique across workspaces. */
export interface SlackPeople {
  readonly workspaces: readonly SeenWorkspace[];
  commands(teamId: string): SlashCommand[];
  /** The slash commands of the app's manifest, for every workspace. */
  setCommands(commands: SlashCommand[]): void;
  /** The whole manifest, as it is pasted at api.slack.com/apps: with it the Messages tab is off unless it says otherwise. */
  setManifest(manifest: object): void;

  /** Rejects, with the sentence the person sees, when Slack itself refuses: unknown command, in a thread, app not installed. */
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
  /** What an external_select offers after the person typed `value`. */
  suggest(
    p: { userId: string; actionId: string; value: string } & ElementPlace,
  ): Promise<Array<{ text: string; value: string }>>;
  /** Fields left out keep their initial value. Rejects with the sentence in the modal when the app does not answer. */
  submitView(p: { userId: string; viewId: string; values: ViewValues }): Promise<SubmittedView>;
  /** Closes the view, or with `all` its whole stack; the app hears of it if the view asked for notify_on_close. */
  closeView(p: { userId: string; viewId: string; all?: boolean }): Promise<void>;
  /** A message shortcut where `ts` is given, else a global shortcut. */
  shortcut(p: { userId: string; channelId: string; ts?: string; callbackId: string }): Promise<Delivered>;
  /** Posts a person's message; the bot's mention is put in front unless the text has it or this is the direct message with the bot. */
  mention(p: {
    userId: string;
    channelId: string;
    text: string;
    threadTs?: string;
    files?: UploadedFile[];
  }): Promise<SeenMessage>;
  /** Edits a message of one's own. */
  edit(p: { userId: string; channelId: string; ts: string; text: string }): Promise<void>;
  openHome(p: { userId: string }): Promise<void>;
  /** `silently`: the app is not told, as when it was not there to hear it. `revoked`: by its tokens, not by removing the app. */
  uninstall(teamId: string, options?: { silently?: boolean; revoked?: boolean }): Promise<void>;
  /** Slack Connect: another workspace and some of its people (or its bot) come into a channel. */
  shareChannel(p: { channelId: string; teamId: string; userIds: readonly string[] }): void;
  /** Makes somebody a guest of their workspace, or a full member again. */
  setGuest(userId: string, guest: SlackUser['guest']): void;
  /** The workspace becomes one of an Enterprise organization. */
  joinOrganization(teamId: string, enterpriseId: string): void;
  /** The organization installs the app for all its workspaces, in place of each workspace's own install. */
  installForOrganization(enterpriseId: string): void;
  /** Puts these people, and nobody else, into a user group. */
  setUserGroup(groupId: string, userIds: readonly string[]): void;
  /** A person's own upload into a channel. */
  upload(p: { userId: string; channelId: string; threadTs?: string } & UploadedFile): Promise<FileObject>;

  /** Top-level messages, oldest first; with a viewer also what only they can see. */
  messages(channelId: string, viewerId?: string): SeenMessage[];
  /** The parent and its replies, oldest first. */
  thread(channelId: string, ts: string, viewerId?: string): SeenMessage[];
  /** The direct message between this person and the bot. */
  dms(userId: string): SeenMessage[];
  dmChannelId(userId: string): string;
  /** The modal on top, if one is open. */
  view(userId: string): OpenView | undefined;
  home(userId: string): OpenView | undefined;
  /** What Block Kit calls mentions of many (`<!channel>`, `<!here>`, `<!everyone>`), in the order they were made. */
  broadcasts(channelId?: string): Array<{ channelId: string; ts: string; mention: string }>;
  file(fileId: string): FileObject;
  /** The field its description came in at files.getUploadURLExternal: the reference says alt_txt, some clients send alt_text. */
  altField(fileId: string): 'alt_txt' | 'alt_text' | undefined;
  fileBytes(fileId: string): Buffer;

  subscribe(listener: (change: SlackChange) => void): () => void;
  /** Resolves with the first truthy answer of `look`, asked again at every change; rejects after `timeoutMs` (5 s). */
  until<T>(look: () => T | undefined | false, timeoutMs?: number, what?: string): Promise<T>;
}
