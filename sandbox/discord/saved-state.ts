import type { APIApplicationCommand } from 'discord-api-types/v10';
import { keepSaved, readSaved } from '#sandbox/kit/saved-file.ts';
import type { Channel, InteractionRecord, Message, State } from './state.ts';

/** The sandbox's own format; a file of an unknown version is ignored rather than guessed at. */
const VERSION = 1;

interface Saved {
  version: number;
  messages: Message[];
  commands: Array<[scope: string, commands: APIApplicationCommand[]]>;
  interactions: Array<Omit<InteractionRecord, 'watchers'>>;
  channels: Array<
    Pick<Channel, 'id' | 'canSee' | 'canPost' | 'canAttach'> &
      Partial<Pick<Channel, 'canPostInThreads' | 'archived' | 'locked'>>
  >;
  /** `roles`: their members, by ids; absent in older files. */
  guilds: Array<{ id: string; botIsMember: boolean; roles?: Array<[id: string, memberIds: string[]]> }>;
  closedDms: string[];
}

export const filesDirectory = (stateFile: string) => `${stateFile}.files`;

/** Loads the state from the file and keeps the file up to date. */
export function keepState(state: State, stateFile: string): { close(): void } {
  const saved = readSaved<Saved>(stateFile, 'Discord');
  if (saved) load(state, saved);
  state.files.sweep();
  return keepSaved(stateFile, () => snapshot(state), state.subscribe);
}

function snapshot(state: State): Saved {
  return {
    version: VERSION,
    messages: [...state.messages.values()].map(({ shown, ...message }) => message),
    commands: [...state.commands].map(([scope, commands]) => [scope, [...commands.values()]]),
    interactions: [...state.interactions.values()].map(({ watchers, ...record }) => record),
    channels: [...state.channels.values()].map(
      ({ id, canSee, canPost, canPostInThreads, canAttach, archived, locked }) => ({
        id,
        canSee,
        canPost,
        canPostInThreads,
        canAttach,
        archived,
        locked,
      }),
    ),
    guilds: [...state.guilds.values()].map(({ id, botIsMember, roles }) => ({
      id,
      botIsMember,
      roles: roles.map((role): [string, string[]] => [role.id, [...role.memberIds]]),
    })),
    closedDms: [...state.closedDms],
  };
}

function load(state: State, saved: Saved) {
  if (saved.version !== VERSION)
    throw new Error(`The saved Discord sandbox has version ${saved.version}, not ${VERSION}.`);
  for (const message of saved.messages) {
    const channel = state.channels.get(message.channelId);
    if (!channel) continue;
    state.messages.set(message.id, message);
    channel.messages.set(message.id, message);
    channel.lastMessageId = message.id;
    for (const { id, size } of message.attachments) state.files.adopt(id, size);
  }
  for (const [scope, commands] of saved.commands)
    state.commands.set(scope, new Map(commands.map((command) => [command.id, command])));
  for (const record of saved.interactions) {
    // Interactions that were waiting when the sandbox stopped were never answered.
    state.interactions.set(record.token, { ...record, failed: record.failed || !record.ack, watchers: new Set() });
    state.tokenByInteractionId.set(record.id, record.token);
  }
  for (const { id, ...permissions } of saved.channels) Object.assign(state.channels.get(id) ?? {}, permissions);
  for (const { id, botIsMember, roles = [] } of saved.guilds) {
    const guild = state.guilds.get(id);
    if (!guild) continue;
    guild.botIsMember = botIsMember;
    for (const role of guild.roles) role.memberIds = new Set(roles.find(([roleId]) => roleId === role.id)?.[1]);
  }
  for (const userId of saved.closedDms) state.closedDms.add(userId);
}
