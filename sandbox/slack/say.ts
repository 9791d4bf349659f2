import { personOf, placeOf, requireInstalled } from './deliver.ts';
import { emitEvent } from './events.ts';
import { createUpload, describeFile, shareFiles, takeBytes } from './files.ts';
import { post } from './messages.ts';
import type { SeenMessage, SlackPeople } from './people.ts';
import type { FileObject } from './shapes.ts';
import type { Slack } from './slack.ts';
import { endInstall } from './state.ts';
import { published } from './views.ts';

export async function mention(slack: Slack, p: Parameters<SlackPeople['mention']>[0]): Promise<SeenMessage> {
  const { team, user, channel } = placeOf(slack, p.userId, p.channelId);
  const bot = `<@${team.botUserId}>`;
  const isDirect = channel.kind === 'im';
  const text = isDirect || p.text.includes(bot) ? p.text : `${bot} ${p.text}`;
  if (p.threadTs && !channel.byTs.has(p.threadTs)) throw new Error(`There is no thread ${p.threadTs} here.`);
  const message = post(slack.state, channel, user.id, { text, ...(p.threadTs && { threadTs: p.threadTs }) });
  // Where the bot is not a member Slack offers to invite it, and tells it nothing.
  if (team.installed && channel.memberIds.has(team.botUserId)) {
    emitEvent(slack, team, {
      type: isDirect ? 'message' : 'app_mention',
      ...(isDirect && { channel_type: 'im' }),
      user: user.id,
      text,
      ts: message.ts,
      event_ts: message.ts,
      channel: channel.id,
      team: team.id,
      ...(p.threadTs && { thread_ts: p.threadTs }),
    });
  }
  return message;
}

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

export async function uninstall(slack: Slack, teamId: string): Promise<void> {
  const team = slack.state.teams.get(teamId);
  if (!team?.installed) throw new Error('The app is not installed there.');
  endInstall(slack.state, team, 'account_inactive');
  emitEvent(slack, team, { type: 'app_uninstalled' });
  emitEvent(slack, team, { type: 'tokens_revoked', tokens: { oauth: [], bot: [team.botUserId] } });
}

export async function upload(slack: Slack, p: Parameters<SlackPeople['upload']>[0]): Promise<FileObject> {
  const { team, user, channel } = placeOf(slack, p.userId, p.channelId);
  const file = createUpload(slack, team, { filename: p.filename, length: p.bytes.length, userId: user.id });
  await takeBytes(slack, file, p.bytes);
  file.completed = true;
  file.processedAtMs = slack.state.clock.now() + slack.fileProcessingMs;
  shareFiles(slack, channel, user.id, [file], { text: '', ...(p.threadTs && { threadTs: p.threadTs }) });
  return describeFile(slack, file);
}
