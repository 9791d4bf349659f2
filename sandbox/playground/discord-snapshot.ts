import type { APIApplicationCommand, APIUser } from 'discord-api-types/v10';
import type { SeenConversation, SeenGuild, SeenMessage } from '#sandbox/discord/people.ts';
import type { DiscordStandIn } from '#sandbox/discord/start.ts';
import type { Notice, Notices, OpenModal } from './discord-notices.ts';
import { botAvatarUrl, throughHere } from './links.ts';

export interface DiscordPerson {
  id: string;
  /** The unique name: "ada". */
  username: string;
  name: string;
  avatarUrl: string;
}

/** Discord as one person sees it, in one channel. */
export interface DiscordSnapshot {
  me: DiscordPerson;
  people: DiscordPerson[];
  bot: DiscordPerson;
  guilds: readonly SeenGuild[];
  dmChannelId: string;
  /** Of this person with others, under their names. */
  conversations: Array<{ id: string; name: string }>;
  channelId: string;
  /** Absent in a direct message. */
  guildId?: string;
  commands: APIApplicationCommand[];
  messages: SeenMessage[];
  notices: Notice[];
  modal?: OpenModal;
  nowMs: number;
}

/** A page shows the newest ones; nobody scrolls further back in a sandbox. */
const messagesShown = 80;

/** `user` is a username, `channel` an id or "dm"; both default to the first one. */
export function discordSnapshot(
  discord: DiscordStandIn,
  notices: Notices,
  wanted: { user: string | null; channel: string | null },
): DiscordSnapshot {
  const { people } = discord;
  const me = people.users.find(({ username }) => username === wanted.user) ?? people.users[0];
  if (!me) throw new Error('There is nobody in this Discord.');
  const dmChannelId = people.dmChannelId(me.id);
  const own = people.conversations.filter(({ memberIds }) => memberIds.includes(me.id));
  const conversation = own.find(({ id }) => id === wanted.channel);
  const guild =
    people.guilds.find(({ channels }) => channels.some(({ id }) => id === wanted.channel)) ??
    (wanted.channel === 'dm' || conversation ? undefined : people.guilds[0]);
  const channelId = guild
    ? (guild.channels.find(({ id }) => id === wanted.channel)?.id ?? guild.channels[0]?.id ?? dmChannelId)
    : (conversation?.id ?? dmChannelId);
  const modal = notices.modalOf(me.id);
  return throughHere(
    {
      me: person(discord, me),
      people: people.users.map((user) => person(discord, user)),
      bot: { ...person(discord, people.bot), avatarUrl: botAvatarUrl },
      guilds: people.guilds,
      dmChannelId,
      conversations: own.map((each) => ({ id: each.id, name: each.name || othersIn(discord, each, me.id) })),
      channelId,
      ...(guild ? { guildId: guild.id } : {}),
      commands: people.commands(guild?.id, conversation),
      messages: people.messages(channelId, me.id).slice(-messagesShown),
      notices: notices.in(channelId, me.id),
      ...(modal ? { modal } : {}),
      nowMs: discord.clock.now(),
    },
    discord.url,
    '/discord',
  );
}

const othersIn = ({ people }: DiscordStandIn, { memberIds }: SeenConversation, myId: string): string =>
  people.users
    .filter(({ id }) => id !== myId && memberIds.includes(id))
    .map(({ username, global_name }) => global_name ?? username)
    .join(', ');

function person({ people }: DiscordStandIn, { id, username, global_name }: APIUser): DiscordPerson {
  return { id, username, name: global_name ?? username, avatarUrl: people.avatarUrl(id) };
}
