import type { APIUser } from 'discord-api-types/v10';
import type { Json } from './json.ts';
import { deniedBits } from './permissions.ts';
import type { Channel, Guild, State } from './state.ts';
import { bot, botPermissions, channelType, everyonePermissions, ownerPermissions, users } from './world.ts';

const JOINED_AT = '2024-10-22T18:04:11.000Z';

export function channelJson(state: State, channel: Channel): Json {
  if (!channel.guildId)
    return {
      id: channel.id,
      type: 1,
      flags: 0,
      last_message_id: channel.lastMessageId ?? null,
      recipients: [state.users.get(channel.recipientId ?? '')],
    };
  if (channel.type === channelType.thread) return threadJson(channel);
  const guild = state.guilds.get(channel.guildId);
  const denied = deniedBits(channel);
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    position: channel.position,
    flags: 0,
    nsfw: channel.nsfw,
    topic: null,
    parent_id: null,
    rate_limit_per_user: 0,
    last_message_id: channel.lastMessageId ?? null,
    permission_overwrites:
      denied === 0n ? [] : [{ id: guild?.botRoleId, type: 0, allow: '0', deny: denied.toString() }],
    ...(channel.type === channelType.forum
      ? { available_tags: [], default_reaction_emoji: null, default_sort_order: null, default_forum_layout: 0 }
      : {}),
  };
}

/** https://discord.com/developers/docs/topics/threads#thread-fields */
function threadJson({ id, type, guildId, parentId, name, lastMessageId, messages, archived, locked }: Channel): Json {
  return {
    id,
    type,
    guild_id: guildId,
    parent_id: parentId,
    owner_id: users[0]?.id,
    name,
    flags: 0,
    last_message_id: lastMessageId ?? null,
    rate_limit_per_user: 0,
    message_count: messages.size,
    total_message_sent: messages.size,
    member_count: 1,
    thread_metadata: {
      archived,
      locked,
      auto_archive_duration: 4320,
      archive_timestamp: JOINED_AT,
      create_timestamp: JOINED_AT,
    },
  };
}

export function memberJson(guild: Guild, user: APIUser): Json {
  return {
    user,
    nick: null,
    avatar: null,
    banner: null,
    roles: user.id === bot.id ? [guild.botRoleId] : rolesOf(guild, user.id).map(({ id }) => id),
    joined_at: JOINED_AT,
    premium_since: null,
    communication_disabled_until: null,
    pending: false,
    flags: 0,
    mute: false,
    deaf: false,
  };
}

export function membersOf(guild: Guild): Json[] {
  const people = users.map((user) => memberJson(guild, user));
  return guild.botIsMember ? [...people, memberJson(guild, bot)] : people;
}

const rolesOf = (guild: Guild, userId: string) => guild.roles.filter(({ memberIds }) => memberIds.has(userId));

/** A person's permissions in a guild, without its channels' overwrites. */
export const memberPermissions = (guild: Guild, userId: string): bigint =>
  userId === guild.ownerId
    ? ownerPermissions
    : rolesOf(guild, userId).reduce((all, { permissions }) => all | permissions, everyonePermissions);

function roleJson(id: string, name: string, permissions: bigint, position: number, botId?: string): Json {
  return {
    id,
    name,
    description: null,
    permissions: permissions.toString(),
    position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: botId !== undefined,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
    ...(botId === undefined ? {} : { tags: { bot_id: botId } }),
  };
}

export const rolesJson = (guild: Guild): Json[] => [
  roleJson(guild.id, '@everyone', everyonePermissions, 0),
  ...guild.roles.map(({ id, name, permissions }, index) => roleJson(id, name, permissions, index + 1)),
  roleJson(guild.botRoleId, 'UPixel', botPermissions, guild.roles.length + 1, bot.id),
];

/** https://discord.com/developers/docs/resources/guild#guild-object */
export function guildJson(guild: Guild): Json {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    features: [],
    banner: null,
    owner_id: guild.ownerId,
    application_id: null,
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: guild.systemChannelId ?? null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    roles: rolesJson(guild),
    default_message_notifications: 0,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: 'en-US',
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
    emojis: [],
    stickers: [],
    incidents_data: null,
    hub_type: null,
  };
}

/** The fields that GUILD_CREATE adds. https://discord.com/developers/docs/events/gateway-events#guild-create */
export function guildCreateJson(state: State, guild: Guild): Json {
  const all = guild.channelIds.flatMap((id) => state.channels.get(id) ?? []);
  const isThread = ({ type }: Channel) => type === channelType.thread;
  const members = membersOf(guild);
  return {
    ...guildJson(guild),
    joined_at: JOINED_AT,
    large: false,
    unavailable: false,
    member_count: members.length,
    members,
    channels: all.filter((channel) => !isThread(channel)).map((channel) => channelJson(state, channel)),
    threads: all.filter((channel) => isThread(channel) && !channel.archived).map(threadJson),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
