import { GatewayIntentBits as Intent, InteractionType, PermissionFlagsBits as may } from 'discord-api-types/v10';
import type { Gateway } from './gateway.ts';
import { channelJson, guildCreateJson } from './guild-json.ts';
import { interactionById, sendInteraction } from './interactions.ts';
import { newAttachment } from './message-body.ts';
import { addMessage, removeMessage } from './messages.ts';
import type { DiscordPeople, SeenGuild, SeenMessage } from './people.ts';
import { readClick } from './people-components.ts';
import { choicesOf, watched } from './people-interaction.ts';
import { readSubmission } from './people-modal.ts';
import { commandsFor, readCommandLine } from './people-options.ts';
import { appPermissions, sendingBit } from './permissions.ts';
import { seen } from './present.ts';
import { addGuild, type Channel, type Guild, type Message, type State } from './state.ts';
import { createUntil } from './until.ts';
import { bot, channelType, extra, extraGuild, users } from './world.ts';

export function createPeople(state: State, gateway: Gateway): DiscordPeople {
  const channelFor = (userId: string, channelId: string): Channel => {
    const channel = state.channels.get(channelId);
    if (userId === bot.id || !state.users.has(userId)) throw new Error(`There is no person ${userId}.`);
    const isTheirs = (channel?.recipientId ?? userId) === userId && (channel?.memberIds?.includes(userId) ?? true);
    if (!channel || !isTheirs) throw new Error(`There is no channel ${channelId}.`);
    return channel;
  };
  const guildOf = (guildId: string): Guild => {
    const guild = state.guilds.get(guildId);
    if (!guild) throw new Error(`There is no guild ${guildId}.`);
    return guild;
  };
  const dmChannel = (userId: string): Channel => {
    const channel = [...state.channels.values()].find(({ recipientId }) => recipientId === userId);
    if (!channel) throw new Error(`There is no person ${userId}.`);
    return channel;
  };
  const visible = (userId: string, messageId: string): Message => {
    const message = state.messages.get(messageId);
    if (!message || (message.ephemeralFor ?? userId) !== userId)
      throw new Error(`The message ${messageId} is not there for this person.`);
    channelFor(userId, message.channelId);
    return message;
  };
  const messagesIn = (channelId: string, viewerId?: string): SeenMessage[] =>
    [...(state.channels.get(channelId)?.messages.values() ?? [])]
      .filter(({ ephemeralFor }) => ephemeralFor === undefined || ephemeralFor === viewerId)
      .map((message) => seen(state, message));

  return {
    users,
    bot,
    addUsers(count) {
      const from = state.users.size;
      const added = Array.from({ length: count }, (_, index) => extra(from + index));
      for (const user of added) state.users.set(user.id, user);
      return added;
    },
    addGuilds(count) {
      const from = state.guilds.size;
      for (let number = from; number < from + count; number++) addGuild(state, extraGuild(number));
    },
    addNewcomer() {
      const newcomer = { ...extra(state.users.size), id: state.ids.next() };
      state.users.set(newcomer.id, newcomer);
      return newcomer;
    },
    get guilds() {
      return [...state.guilds.values()].map((guild) => seenGuild(state, guild));
    },
    get conversations() {
      return [...state.channels.values()].flatMap(({ id, name, memberIds }) =>
        memberIds === undefined ? [] : [{ id, name, memberIds }],
      );
    },
    avatarUrl: (userId) => `${state.address.url}/avatars/${userId}/${state.users.get(userId)?.avatar}.png`,
    dmChannelId: (userId) => dmChannel(userId).id,
    commands: (guildId, conversation) =>
      commandsFor(state, { ...(guildId === undefined ? {} : { guildId }), ...conversation }),

    async runCommand({ userId, channelId, name, options, targetId }) {
      const channel = channelFor(userId, channelId);
      const { command, data } = readCommandLine(state, channel, { userId, name, options, targetId });
      const type = InteractionType.ApplicationCommand;
      return watched(state, sendInteraction(state, { type, userId, channelId, name: command.name, data: () => data }));
    },
    async autocomplete({ userId, channelId, name, options, focused }) {
      const channel = channelFor(userId, channelId);
      const { data } = readCommandLine(state, channel, { userId, name, options, focused });
      const type = InteractionType.ApplicationCommandAutocomplete;
      return choicesOf(state, sendInteraction(state, { type, userId, channelId, data: () => data }));
    },
    async click({ userId, messageId, customId, values }) {
      const source = visible(userId, messageId);
      const data = readClick(state, source, customId, values);
      const { channelId } = source;
      const type = InteractionType.MessageComponent;
      return watched(state, sendInteraction(state, { type, userId, channelId, source, data: () => data }));
    },
    async submitModal({ userId, interactionId, customId, values }) {
      const opener = interactionById(state, interactionId);
      if (!opener?.modal || opener.userId !== userId || opener.modal.custom_id !== customId)
        throw new Error(`The form ${customId} is not open for this person.`);
      const channel = channelFor(userId, opener.channelId);
      const data = readSubmission(state, channel, { userId, modal: opener.modal, values });
      const source = state.messages.get(opener.sourceMessageId ?? '');
      const record = sendInteraction(state, {
        type: InteractionType.ModalSubmit,
        userId,
        channelId: opener.channelId,
        triggeredBy: opener.metadata,
        data: () => data,
        ...(source ? { source } : {}),
      });
      return watched(state, record);
    },
    dismiss({ userId, messageId }) {
      const message = visible(userId, messageId);
      if (message.ephemeralFor !== userId) throw new Error('Only messages that nobody else sees can be dismissed.');
      removeMessage(state, message);
    },
    say({ userId, channelId, content, files = [] }) {
      const channel = channelFor(userId, channelId);
      const attachments = files.map((file) => {
        const attachment = newAttachment(state, file);
        state.files.put(attachment.id, file.bytes);
        return attachment;
      });
      const mentionIds = [...content.matchAll(/<@!?(\d+)>/g)].map((match) => match[1] ?? '');
      const message = addMessage(state, channel, {
        authorId: userId,
        content,
        attachments,
        embeds: [],
        components: [],
        flags: 0,
        mentionIds: mentionIds.filter((id) => state.users.has(id)),
        mentionsEveryone: false,
      });
      return seen(state, message);
    },

    messages: messagesIn,
    message(messageId) {
      const message = state.messages.get(messageId);
      return message ? seen(state, message) : undefined;
    },
    dms: (userId) => messagesIn(dmChannel(userId).id, userId),
    subscribe: state.subscribe,
    until: createUntil(state.subscribe),

    setClosedDms(userId, closed) {
      if (closed) state.closedDms.add(userId);
      else state.closedDms.delete(userId);
      state.emit({ type: 'worldChanged' });
    },
    setBotPermission(channelId, { canPost, canPostInThreads = canPost, canAttach = canPost, canSee }) {
      const channel = state.channels.get(channelId);
      if (!channel?.guildId || channel.parentId) throw new Error(`There is no guild channel ${channelId}.`);
      if (canPost !== undefined) channel.canPost = canPost;
      if (canPostInThreads !== undefined) channel.canPostInThreads = canPostInThreads;
      if (canAttach !== undefined) channel.canAttach = canAttach;
      if (canSee !== undefined) channel.canSee = canSee;
      const { guildId } = channel;
      state.dispatch({ name: 'CHANNEL_UPDATE', data: channelJson(state, channel), guildId, intent: Intent.Guilds });
      state.emit({ type: 'worldChanged' });
    },
    setThread(threadId, { archived, locked = false }) {
      const thread = state.channels.get(threadId);
      if (!thread?.guildId || !thread.parentId) throw new Error(`There is no thread ${threadId}.`);
      Object.assign(thread, { archived, locked: archived && locked });
      const { guildId } = thread;
      state.dispatch({ name: 'THREAD_UPDATE', data: channelJson(state, thread), guildId, intent: Intent.Guilds });
      state.emit({ type: 'worldChanged' });
    },
    deleteChannel(channelId) {
      const channel = state.channels.get(channelId);
      if (!channel?.guildId) throw new Error(`There is no guild channel ${channelId}.`);
      const { guildId } = channel;
      const data = channelJson(state, channel);
      for (const message of [...channel.messages.values()]) removeMessage(state, message);
      const guild = guildOf(guildId);
      guild.channelIds = guild.channelIds.filter((id) => id !== channelId);
      state.channels.delete(channelId);
      const name = channel.parentId ? 'THREAD_DELETE' : 'CHANNEL_DELETE';
      state.dispatch({ name, data, guildId, intent: Intent.Guilds });
      state.emit({ type: 'worldChanged' });
    },
    deleteMessage(messageId) {
      const message = state.messages.get(messageId);
      if (!message || message.ephemeralFor !== undefined) throw new Error(`There is no message ${messageId}.`);
      removeMessage(state, message);
    },
    setRoles({ guildId, userId, roleIds }) {
      const { roles } = guildOf(guildId);
      const unknown = roleIds.find((id) => !roles.some((role) => role.id === id));
      if (unknown !== undefined) throw new Error(`There is no role ${unknown} in this guild.`);
      for (const { id, memberIds } of roles) {
        if (roleIds.includes(id)) memberIds.add(userId);
        else memberIds.delete(userId);
      }
      // Discord notifies a bot only with the members intent, which ours does not have.
      state.emit({ type: 'worldChanged' });
    },
    setBotInGuild(guildId, member) {
      const guild = guildOf(guildId);
      if (guild.botIsMember === member) return;
      guild.botIsMember = member;
      if (!member) state.commands.delete(guildId);
      const data = member ? guildCreateJson(state, guild) : { id: guildId };
      const name = member ? 'GUILD_CREATE' : 'GUILD_DELETE';
      state.dispatch({ name, data, guildId, intent: Intent.Guilds });
      state.emit({ type: 'worldChanged' });
    },
    setGuildAvailable(guildId, available) {
      const guild = guildOf(guildId);
      guild.isUnavailable = !available;
      const data = available ? guildCreateJson(state, guild) : { id: guildId, unavailable: true };
      const name = available ? 'GUILD_CREATE' : 'GUILD_DELETE';
      state.dispatch({ name, data, guildId, intent: Intent.Guilds });
    },
    dropConnections: gateway.drop,
    closeGateway: gateway.closeWith,
    setGatewayReachable: gateway.setReachable,
    askToReconnect: gateway.askToReconnect,
    invalidateSessions: gateway.invalidate,
    gatewayConnections: gateway.connections,
  };
}

function seenGuild(state: State, { id, name, botIsMember, roles, channelIds }: Guild): SeenGuild {
  const channels = channelIds
    .flatMap((channelId) => state.channels.get(channelId) ?? [])
    // Nobody posts directly in a forum.
    .filter(({ type }) => type !== channelType.forum);
  const needed = may.ViewChannel | may.AttachFiles;
  return {
    id,
    name,
    botIsMember,
    roles: roles.map((role) => ({ id: role.id, name: role.name })),
    channels: channels.map((channel) => ({
      id: channel.id,
      name: channel.name,
      nsfw: channel.nsfw,
      canPost: hasAll(appPermissions(state, channel), needed | sendingBit(channel)),
      ...(channel.parentId === undefined ? {} : { parentId: channel.parentId }),
    })),
  };
}

const hasAll = (bits: bigint, wanted: bigint) => (bits & wanted) === wanted;
