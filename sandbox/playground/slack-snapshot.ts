import type { SeenMessage, SeenWorkspace, Shortcut, SlashCommand } from '#sandbox/slack/people.ts';
import type { OpenView, SlackUser } from '#sandbox/slack/shapes.ts';
import type { SlackStandIn } from '#sandbox/slack/start.ts';
import { botAvatarUrl, throughHere } from './links.ts';

/** Slack as one person sees it, in one channel. */
export interface SlackSnapshot {
  workspaces: readonly SeenWorkspace[];
  team: SeenWorkspace;
  me: SlackUser;
  /** The bot's picture in this workspace. */
  botAvatarUrl: string;
  dmChannelId: string;
  /** Of this person with others, under their names. */
  conversations: Array<{ id: string; name: string }>;
  channelId: string;
  commands: SlashCommand[];
  shortcuts: readonly Shortcut[];
  messages: SeenMessage[];
  /** The open thread: its parent and the replies. */
  thread?: SeenMessage[];
  /** The modal on top. */
  view?: OpenView;
  home?: OpenView;
  /** The size in pixels of the files in image blocks, so that their space can be reserved. */
  files: Record<string, { width: number; height: number }>;
  nowMs: number;
}

const messagesShown = 80;

/** `user` is a name ("ada"), `team` an id, `channel` an id or "dm"; each defaults to the first one. */
export function slackSnapshot(
  slack: SlackStandIn,
  wanted: { user: string | null; team: string | null; channel: string | null; thread: string | null },
): SlackSnapshot {
  const { people } = slack;
  const team = people.workspaces.find(({ id }) => id === wanted.team) ?? people.workspaces[0];
  const me = team?.users.find(({ name }) => name === wanted.user) ?? team?.users[0];
  if (!team || !me) throw new Error('There is nobody in this Slack.');
  const dmChannelId = people.dmChannelId(me.id);
  const own = team.conversations.filter(({ memberIds }) => memberIds.includes(me.id));
  const channel = [...team.channels, ...own].find(({ id }) => id === wanted.channel) ?? team.channels[0];
  const channelId = wanted.channel === 'dm' ? dmChannelId : (channel?.id ?? dmChannelId);
  const thread = wanted.thread ? people.thread(channelId, wanted.thread, me.id) : [];
  const view = people.view(me.id);
  const home = people.home(me.id);
  const messages = people.messages(channelId, me.id).slice(-messagesShown);
  return throughHere(
    {
      workspaces: people.workspaces,
      team,
      me,
      botAvatarUrl,
      dmChannelId,
      conversations: own.map(({ id, memberIds }) => ({ id, name: othersIn(team, memberIds, me.id) })),
      channelId,
      commands: people.commands(team.id),
      shortcuts: people.shortcuts(team.id),
      messages,
      ...(thread.length > 0 ? { thread } : {}),
      ...(view ? { view } : {}),
      ...(home ? { home } : {}),
      files: filesIn(slack, [messages, thread, view, home]),
      nowMs: slack.clock.now(),
    },
    slack.url,
    '/slack',
  );
}

const othersIn = ({ users }: SeenWorkspace, memberIds: readonly string[], myId: string): string =>
  users
    .filter(({ id }) => id !== myId && memberIds.includes(id))
    .map(({ realName }) => realName)
    .join(', ');

function filesIn({ people }: SlackStandIn, shown: unknown): SlackSnapshot['files'] {
  const ids = new Set(JSON.stringify(shown).match(/F[A-Z0-9]{8,}/g) ?? []);
  return Object.fromEntries(
    [...ids].flatMap((id) => {
      const { original_w: width, original_h: height } = sizeOf(people, id);
      return width && height ? [[id, { width, height }]] : [];
    }),
  );
}

/** A file may be gone although a message still names it. */
function sizeOf(people: SlackStandIn['people'], fileId: string): { original_w?: number; original_h?: number } {
  try {
    return people.file(fileId);
  } catch {
    return {};
  }
}
