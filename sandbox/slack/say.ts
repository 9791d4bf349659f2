import { personOf, placeOf, requireInstalled } from './deliver.ts';
import { emitEvent } from './events.ts';
import { appsIn, createUpload, describeFile, shareFiles, takeBytes } from './files.ts';
import { edit, post } from './messages.ts';
import type { SeenMessage, SlackPeople, UploadedFile } from './people.ts';
import type { FileObject, SlackMessage } from './shapes.ts';
import { toShortcodes } from './shortcodes.ts';
import type { Slack } from './slack.ts';
import { type Channel, endInstall, type StoredFile, type StoredMessage, type Team, teamOf } from './state.ts';
import { published } from './views.ts';

export async function mention(slack: Slack, p: Parameters<SlackPeople['mention']>[0]): Promise<SeenMessage> {
  const { team, user, channel } = placeOf(slack, p.userId, p.channelId);
  const isDirect = channel.kind === 'im';
  const apps = appsIn(slack, channel);
  const bot = `<@${(apps.find((each) => each === team) ?? apps[0] ?? team).botUserId}>`;
  const text = toShortcodes(isDirect || apps.some(isMentioned(p.text)) ? p.text : `${bot} ${p.text}`);
  if (p.threadTs && !channel.byTs.has(p.threadTs)) throw new Error(`There is no thread ${p.threadTs} here.`);
  const content = { text, ...(p.threadTs && { threadTs: p.threadTs }) };
  const files = await Promise.all((p.files ?? []).map((file) => taken(slack, team, user.id, file)));
  const message =
    files.length > 0
      ? shareFiles(slack, channel, user.id, files, content)
      : post(slack.state, channel, user.id, content);
  tellApps(slack, channel, message);
  return message;
}

/**
 * An edited message causes a new event: `app_mention` with `edited`, or in direct messages `message_changed`
 * (https://docs.slack.dev/reference/events/app_mention, https://docs.slack.dev/reference/events/message/message_changed).
 */
export async function editMessage(slack: Slack, p: Parameters<SlackPeople['edit']>[0]): Promise<void> {
  const { user, channel } = placeOf(slack, p.userId, p.channelId);
  const message = channel.byTs.get(p.ts);
  if (message?.user !== user.id) throw new Error(`${user.realName} can only edit messages of their own.`);
  const before = structuredClone(message);
  edit(slack.state, channel, message, { text: toShortcodes(p.text) });
  tellApps(slack, channel, message, before);
}

const isMentioned = (text: string) => (team: Team) => text.includes(`<@${team.botUserId}>`);

/**
 * If a bot is not a member, Slack offers to invite it, and sends it nothing. In a channel that companies share, Slack sends one
 * event, and names one of the installs that see it, whichever was mentioned
 * (https://docs.slack.dev/apis/events-api#authorizations).
 */
function tellApps(slack: Slack, channel: Channel, message: StoredMessage, before?: StoredMessage) {
  const isDirect = channel.kind === 'im';
  const apps = appsIn(slack, channel);
  const told = isDirect ? apps : apps.some(isMentioned(message.text)) ? apps.slice(-1) : [];
  for (const app of told) {
    const said = eventOf(slack, app, channel, message);
    if (!isDirect) emitEvent(slack, app, { type: 'app_mention', ...said }, channel);
    else if (before) {
      const changed = { subtype: 'message_changed', hidden: true, message: { type: 'message', ...said } };
      const { channel: channelId, event_ts: _, ...was } = eventOf(slack, app, channel, before);
      emitEvent(slack, app, {
        type: 'message',
        ...changed,
        previous_message: { type: 'message', ...was },
        channel: channelId,
        channel_type: 'im',
        ts: slack.state.nextTs(),
      });
    } else {
      const subtype = message.files ? { subtype: 'file_share' } : {};
      emitEvent(slack, app, { type: 'message', ...subtype, channel_type: 'im', ...said });
    }
  }
}

/** `user_team` is the author's organization, if they are in one; it is omitted for the app's own people. */
function eventOf(slack: Slack, app: Team, channel: Channel, message: StoredMessage) {
  const author = teamOf(slack.state, message.user) ?? app;
  const home = author.enterpriseId ?? author.id;
  return {
    user: message.user,
    text: message.text,
    ts: message.ts,
    event_ts: message.edited?.ts ?? message.ts,
    channel: channel.id,
    team: app.id,
    ...(author !== app && { user_team: home, source_team: home, user_profile: { team: home } }),
    ...(message.client_msg_id && { client_msg_id: message.client_msg_id }),
    ...(message.thread_ts && { thread_ts: message.thread_ts }),
    ...(message.files && { files: filesOf(channel, message.files), upload: false, display_as_bot: false }),
    ...(message.edited && { edited: message.edited }),
  };
}

/** In shared channels, only the id is sent: https://docs.slack.dev/reference/events/message/file_share#connect */
const filesOf = (channel: Channel, files: NonNullable<SlackMessage['files']>) =>
  channel.sharedWith.size === 0
    ? files
    : files.map(({ id }) => ({
        id,
        mode: 'file_access',
        file_access: 'check_file_info',
        created: 0,
        timestamp: 0,
        user: '',
      }));

export async function openHome(slack: Slack, { userId }: { userId: string }): Promise<void> {
  const { team } = personOf(slack, userId);
  requireInstalled(team);
  const home = slack.state.views.get(slack.state.homes.get(userId) ?? '');
  emitEvent(slack, team, {
    type: 'app_home_opened',
    user: userId,
    channel: slack.state.dmOf.get(userId),
    tab: 'home',
    ...(home && { view: published(home) }),
  });
}

export async function uninstall(
  slack: Slack,
  teamId: string,
  options: Parameters<SlackPeople['uninstall']>[1] = {},
): Promise<void> {
  const team = slack.state.teams.get(teamId);
  if (!team?.installed) throw new Error('The app is not installed there.');
  endInstall(slack.state, team, options.revoked ? 'token_revoked' : 'account_inactive');
  if (options.silently) return;
  emitEvent(slack, team, { type: 'app_uninstalled' });
  emitEvent(slack, team, { type: 'tokens_revoked', tokens: { oauth: [], bot: [team.botUserId] } });
}

export async function upload(slack: Slack, p: Parameters<SlackPeople['upload']>[0]): Promise<FileObject> {
  const { team, user, channel } = placeOf(slack, p.userId, p.channelId);
  const file = await taken(slack, team, user.id, p);
  const message = shareFiles(slack, channel, user.id, [file], {
    text: '',
    ...(p.threadTs && { threadTs: p.threadTs }),
  });
  // Nobody is mentioned with it, but in direct messages the app reads everything.
  if (channel.kind === 'im') tellApps(slack, channel, message);
  return describeFile(slack, file);
}

async function taken(
  slack: Slack,
  team: Team,
  userId: string,
  { filename, bytes }: Pick<UploadedFile, 'filename' | 'bytes'>,
): Promise<StoredFile> {
  const file = createUpload(slack, team, { filename, length: bytes.length, userId });
  await takeBytes(slack, file, bytes);
  file.completed = true;
  file.processedAtMs = slack.state.clock.now() + slack.fileProcessingMs;
  return file;
}
