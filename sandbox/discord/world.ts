import { type APIUser, PermissionFlagsBits as may } from 'discord-api-types/v10';
import { publicKey } from './signing.ts';

/** A user in the API's shape, with the fields that its schema requires but the SDK's type has as optional. */
function user(id: string, username: string, globalName: string, avatar: string, bot = false): APIUser {
  return {
    id,
    username,
    global_name: globalName,
    avatar,
    discriminator: bot ? '4121' : '0',
    public_flags: 0,
    flags: 0,
    primary_guild: null,
    ...(bot ? { bot: true } : {}),
  } as unknown as APIUser;
}

export const application = {
  id: '1298417036512460861',
  name: 'UPixel',
  description: 'Makes images from words.',
  verifyKey: publicKey,
};

/** Shaped like Discord's: the id in base64, a time, a signature. Worthless anywhere else. */
export const token = `${Buffer.from(application.id).toString('base64url')}.GsandB.c2FuZGJveC1ub3QtYS1yZWFsLXRva2VuLTAwMQ`;
export const clientSecret = 'sandbox-client-secret-0000000001';

export const bot = user(application.id, 'UPixel', 'UPixel', 'b07f00d1c2e3a4958675b4c3d2e1f0a9', true);

export const users: readonly APIUser[] = [
  user('803515640121131008', 'ada', 'Ada', 'ada0c0ffee1122334455667788990011'),
  user('811064932577574912', 'grace', 'Grace', '97ace0ffee1122334455667788990022'),
  user('857204118265200640', 'edsger', 'Edsger', 'ed59e70ffee112233445566778899033'),
];

/** One of a crowd: the number determines id and name. */
export function extra(number: number): APIUser {
  const id = String(900_000_000_000_000_000n + BigInt(number));
  return user(id, `person${number}`, `Person ${number}`, number.toString(16).padStart(32, '0'));
}

/** The channel types of this Discord. https://discord.com/developers/docs/resources/channel#channel-object-channel-types */
export const channelType = { text: 0, dm: 1, group: 3, thread: 11, forum: 15 } as const;
export type ChannelType = (typeof channelType)[keyof typeof channelType];

export interface ChannelSeed {
  id: string;
  name: string;
  nsfw?: boolean;
  canPost?: boolean;
  type?: ChannelType;
  /** For a thread or a forum's post: its channel, whose permissions it has. */
  parentId?: string;
}

/** A role that people have. */
export interface Role {
  id: string;
  name: string;
  permissions: bigint;
  memberIds: Set<string>;
}

export interface GuildSeed {
  id: string;
  name: string;
  botRoleId: string;
  ownerId: string;
  systemChannelId?: string;
  roles: Role[];
  channels: ChannelSeed[];
}

/** Grace is an artist; the other roles have no members at first. */
const rolesFrom = (firstId: bigint): GuildSeed['roles'] => [
  { id: String(firstId), name: 'Artists', permissions: 0n, memberIds: new Set(['811064932577574912']) },
  { id: String(firstId + 1n), name: 'Testers', permissions: 0n, memberIds: new Set() },
  { id: String(firstId + 2n), name: 'Stewards', permissions: may.ManageGuild, memberIds: new Set() },
];

export const guildSeeds: readonly GuildSeed[] = [
  {
    id: '1043190412761825320',
    name: 'Sprite Forge',
    botRoleId: '1298421775014920202',
    ownerId: '803515640121131008',
    systemChannelId: '1043190876211462205',
    roles: rolesFrom(1_043_190_500_000_000_000n),
    channels: [
      { id: '1043190413445509171', name: 'general' },
      { id: '1043190876211462205', name: 'art' },
      { id: '1043191020453605426', name: 'read-only', canPost: false },
      { id: '1043191244890693683', name: 'after-dark', nsfw: true },
      { id: '1043191300000000001', name: 'fox-sketches', type: channelType.thread, parentId: '1043190876211462205' },
      { id: '1043191400000000001', name: 'showcase', type: channelType.forum },
      { id: '1043191400000000002', name: 'my-knight', type: channelType.thread, parentId: '1043191400000000001' },
    ],
  },
  {
    id: '1117543908462739507',
    name: 'Cozy Cavern',
    botRoleId: '1298424410271744041',
    ownerId: '811064932577574912',
    roles: rolesFrom(1_117_543_950_000_000_000n),
    channels: [
      { id: '1117543909150629919', name: 'general' },
      { id: '1117544216710623243', name: 'art' },
      { id: '1117544391462101052', name: 'read-only', canPost: false },
      { id: '1117544588040704020', name: 'after-dark', nsfw: true },
    ],
  },
];

/** One of many servers, as large as an active one: the number determines its ids, its shard and its name. Nobody but the bot and the owner is in it. */
export function extraGuild(number: number): GuildSeed {
  const at = 1_200_000_000_000_000_000n + (BigInt(number) << 22n);
  const roles = Array.from({ length: 12 }, (_, index) => ({
    id: String(at + 100n + BigInt(index)),
    name: `Role ${index}`,
    permissions: 0n,
    memberIds: new Set<string>(),
  }));
  const channels = Array.from({ length: 30 }, (_, index) => ({
    id: String(at + 200n + BigInt(index)),
    name: `channel-${index}`,
  }));
  return {
    id: String(at),
    name: `Server ${number}`,
    botRoleId: String(at + 1n),
    ownerId: '803515640121131008',
    roles,
    channels,
  };
}

/** Each person's direct-message channel with the bot. */
export const dmSeeds: ReadonlyMap<string, string> = new Map([
  ['803515640121131008', '1298500113040728065'],
  ['811064932577574912', '1298500117721550849'],
  ['857204118265200640', '1298500121202839553'],
]);

/**
 * What people have among themselves: a direct message of two, and a group. The bot is in none of them; whoever installed it for themselves brings its
 * commands along. https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-context-types
 */
export const privateChannelSeeds: ReadonlyArray<ChannelSeed & { memberIds: readonly string[] }> = [
  {
    id: '1298600113040728065',
    name: '',
    type: channelType.dm,
    memberIds: ['803515640121131008', '811064932577574912'],
  },
  {
    id: '1298600117721550849',
    name: 'pixel-friends',
    type: channelType.group,
    memberIds: ['803515640121131008', '811064932577574912', '857204118265200640'],
  },
];

export const everyonePermissions =
  may.ViewChannel |
  may.SendMessages |
  may.EmbedLinks |
  may.AttachFiles |
  may.ReadMessageHistory |
  may.AddReactions |
  may.UseExternalEmojis |
  may.UseApplicationCommands |
  may.CreatePublicThreads |
  may.SendMessagesInThreads;

/** The owner of a guild may do everything in it. */
export const ownerPermissions = Object.values(may).reduce((all, bit) => all | bit, 0n);

/** The permissions that the bot was invited with: only what a bot that makes pictures needs. */
export const botPermissions =
  may.ViewChannel |
  may.SendMessages |
  may.SendMessagesInThreads |
  may.EmbedLinks |
  may.AttachFiles |
  may.ReadMessageHistory |
  may.UseExternalEmojis |
  may.UseApplicationCommands;

/**
 * `app_permissions` in a direct message with the bot: a fixed set, 442368, without sending messages, although the bot may send
 * them. https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object (as of 2026)
 */
export const directMessagePermissions = may.AttachFiles | may.EmbedLinks | may.MentionEveryone | may.UseExternalEmojis;

/** The same among people; its document leaves out external emoji there. */
export const privateChannelPermissions = may.AttachFiles | may.EmbedLinks | may.MentionEveryone;
