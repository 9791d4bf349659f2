import {
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  ApplicationCommandType,
  ApplicationCommandOptionType as Option,
} from 'discord-api-types/v10';
import type { Json } from './json.ts';
import { limits } from './limits.ts';
import type { OptionValue, UploadedFile } from './people.ts';
import { showMessage } from './present.ts';
import { addFile, addUser, nothingResolved, type Resolved, resolvedField } from './resolved.ts';
import type { Channel, State } from './state.ts';
import { everyonePermissions } from './world.ts';

type Options = Record<string, OptionValue>;

export interface Typed {
  command: APIApplicationCommand;
  data: Json;
}

const isFile = (value: OptionValue): value is UploadedFile => typeof value === 'object';

/** The app's commands here: in a guild its own and the global ones, elsewhere the global ones. */
export function commandsFor(state: State, { guildId, memberIds }: Pick<Channel, 'guildId' | 'memberIds'>) {
  const all = [...(state.commands.get('')?.values() ?? []), ...(state.commands.get(guildId ?? '-')?.values() ?? [])];
  const isThere = guildId === undefined ? memberIds === undefined : state.guilds.get(guildId)?.botIsMember;
  // 1 is the installation by a person: without the bot, only such commands are available.
  return isThere ? all : all.filter(({ integration_types = [] }) => integration_types?.includes(1));
}

/**
 * Where somebody acts: in a guild, in the direct message with the bot, or in what people have among themselves.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-context-types
 */
export const contextOf = ({ guildId, memberIds }: Pick<Channel, 'guildId' | 'memberIds'>): 0 | 1 | 2 =>
  guildId !== undefined ? 0 : memberIds === undefined ? 1 : 2;

/** A typed command as the app receives it. With `focused` it is still being typed: nothing is required yet. */
export function readCommandLine(
  state: State,
  channel: Channel,
  {
    userId,
    name,
    options = {},
    focused,
    targetId,
  }: {
    userId: string;
    name: string;
    options?: Options | undefined;
    focused?: string;
    targetId?: string | undefined;
  },
): Typed {
  const [first = '', ...rest] = name.split(' ');
  const inGuild = channel.guildId !== undefined;
  const command = commandsFor(state, channel).find((each) => each.name === name || each.name === first);
  if (!command) throw new Error(`There is no command /${name} here.`);
  const allowed = command.contexts ?? (command.dm_permission === false ? [0] : [0, 1, 2]);
  if (!allowed.includes(contextOf(channel)))
    throw new Error(`The command /${name} is not offered in this kind of channel.`);
  if (command.nsfw && inGuild && !channel.nsfw) throw new Error(`The command /${name} is for age-restricted channels.`);
  const head = {
    id: command.id,
    name: command.name,
    type: command.type,
    ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }),
  };
  if (command.type !== ApplicationCommandType.ChatInput)
    return { command, data: { ...head, ...target(state, channel, command, targetId) } };

  const resolved = nothingResolved();
  const given = { ...options };
  if (focused !== undefined) given[focused] ??= '';
  const { path, leaves } = walkDown(command, rest);
  const values = readValues(state, channel, { userId, leaves, given, focused, resolved });
  const nested = path.reduceRight<Json[]>(
    (inner, step) => [{ name: step.name, type: step.type, options: inner }],
    values,
  );
  return {
    command,
    data: { ...head, options: nested, ...resolvedField(resolved) },
  };
}

/** From `/project create` to the options of `create`. */
function walkDown(command: APIApplicationCommand, names: string[]) {
  const path: APIApplicationCommandOption[] = [];
  let leaves = command.options ?? [];
  for (const name of names) {
    const step = leaves.find((each) => each.name === name);
    if (step?.type !== Option.Subcommand && step?.type !== Option.SubcommandGroup)
      throw new Error(`/${command.name} has no subcommand ${name}.`);
    path.push(step);
    leaves = step.options ?? [];
  }
  if (leaves.some(({ type }) => type === Option.Subcommand || type === Option.SubcommandGroup))
    throw new Error(`/${[command.name, ...names].join(' ')} needs a subcommand.`);
  return { path, leaves };
}

function readValues(
  state: State,
  channel: Channel,
  {
    userId,
    leaves,
    given,
    focused,
    resolved,
  }: {
    userId: string;
    leaves: APIApplicationCommandOption[];
    given: Options;
    focused: string | undefined;
    resolved: Resolved;
  },
): Json[] {
  const unknown = Object.keys(given).find((name) => !leaves.some((each) => each.name === name));
  if (unknown !== undefined) throw new Error(`There is no option "${unknown}".`);
  const missing = leaves.find(({ name, required }) => required && given[name] === undefined);
  if (missing && focused === undefined) throw new Error(`The option "${missing.name}" is required.`);
  return leaves.flatMap((option) => {
    const value = given[option.name];
    if (value === undefined) return [];
    const { name, type } = option;
    if (name === focused) {
      if (!('autocomplete' in option) || !option.autocomplete)
        throw new Error(`The option "${name}" has no autocomplete.`);
      return [{ name, type, value: String(value), focused: true }];
    }
    if (focused === undefined) checkValue(option, value);
    return [{ name, type, value: resolve(state, channel, { userId, option, value, resolved }) }];
  });
}

/** The checks of Discord's own client, each with a message it could show. */
function checkValue(option: APIApplicationCommandOption, value: OptionValue) {
  const wrong = (what: string) => new Error(`The option "${option.name}" ${what}.`);
  switch (option.type) {
    case Option.String: {
      if (typeof value !== 'string') throw wrong('takes text');
      const length = [...value].length;
      if (option.required && length === 0) throw wrong('is required');
      if (length < (option.min_length ?? 0)) throw wrong(`needs at least ${option.min_length} characters`);
      // The client allows 6,000 characters if the app sets no limit.
      if (length > (option.max_length ?? 6_000)) throw wrong(`takes at most ${option.max_length ?? 6_000} characters`);
      break;
    }
    case Option.Integer:
    case Option.Number:
      if (typeof value !== 'number' || Number.isNaN(value)) throw wrong('takes a number');
      if (option.type === Option.Integer && !Number.isInteger(value)) throw wrong('takes a whole number');
      if (value < (option.min_value ?? -Infinity)) throw wrong(`must be at least ${option.min_value}`);
      if (value > (option.max_value ?? Infinity)) throw wrong(`must be at most ${option.max_value}`);
      break;
    case Option.Boolean:
      if (typeof value !== 'boolean') throw wrong('is true or false');
      break;
    case Option.Attachment:
      if (!isFile(value)) throw wrong('takes a file');
      if (value.bytes.length > limits.fileBytes) throw wrong('takes files of up to 10 MB');
      break;
    default:
      if (typeof value !== 'string') throw wrong('takes an id');
  }
  const choices: ReadonlyArray<{ value: unknown }> = 'choices' in option ? (option.choices ?? []) : [];
  if (choices.length > 0 && !choices.some((choice) => choice.value === value))
    throw wrong('must be one of its choices');
}

/** Files, people and channels are sent as ids, along with the objects. */
function resolve(
  state: State,
  channel: Channel,
  {
    userId,
    option,
    value,
    resolved,
  }: {
    userId: string;
    option: APIApplicationCommandOption;
    value: OptionValue;
    resolved: Resolved;
  },
): string | number | boolean {
  if (isFile(value)) return addFile(state, channel, { userId, file: value, resolved });
  if (option.type === Option.User || option.type === Option.Mentionable)
    addUser(state, channel, String(value), resolved);
  if (option.type === Option.Channel) {
    const named = state.channels.get(String(value));
    if (!named) throw new Error(`The option "${option.name}" names no channel.`);
    const permissions = everyonePermissions.toString();
    resolved.channels[named.id] = { id: named.id, name: named.name, type: named.type, permissions };
  }
  return value;
}

function target(state: State, channel: Channel, command: APIApplicationCommand, targetId = ''): Json {
  if (command.type === ApplicationCommandType.User) {
    const resolved = { users: {}, members: {} };
    addUser(state, channel, targetId, resolved);
    return { target_id: targetId, resolved };
  }
  const message = channel.messages.get(targetId);
  if (!message) throw new Error('There is no such message in this channel.');
  return { target_id: targetId, resolved: { messages: { [targetId]: showMessage(state, message) } } };
}
