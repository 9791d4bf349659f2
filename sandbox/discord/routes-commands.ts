import type { APIApplicationCommand } from 'discord-api-types/v10';
import type { Request } from '#sandbox/kit/serve.ts';
import { readCommand, readCommands } from './commands.ts';
import { fail } from './errors.ts';
import { isObject } from './json.ts';
import { limits } from './limits.ts';
import { payloadOf } from './message-body.ts';
import type { State } from './state.ts';
import type { DiscordRoutes } from './wire.ts';
import { application } from './world.ts';

type NewCommand = Omit<APIApplicationCommand, 'id' | 'application_id' | 'version'>;

/** Global commands and a guild's, each under its own path with the same five actions. */
export function commandRoutes(state: State): DiscordRoutes {
  return {
    ...routesUnder(state, '/applications/:applicationId/commands'),
    ...routesUnder(state, '/applications/:applicationId/guilds/:guildId/commands'),
  };
}

function routesUnder(state: State, base: string): DiscordRoutes {
  const major = 'guildId';
  return {
    [`GET ${base}`]: { major, handle: (request) => ({ body: [...commandsOf(state, request).values()] }) },
    [`PUT ${base}`]: {
      major,
      handle(request) {
        const before = [...commandsOf(state, request).values()];
        const wanted = readCommands(request.body);
        requireRoom(wanted);
        const commands = commandsOf(state, request);
        commands.clear();
        for (const command of wanted) {
          const known = before.find(({ name, type }) => name === command.name && type === command.type);
          save(state, request, command, known?.id);
        }
        return { body: [...commands.values()] };
      },
    },
    [`POST ${base}`]: {
      major,
      handle(request) {
        const command = readCommand(payloadOf(request));
        const all = [...commandsOf(state, request).values()];
        const known = all.find(({ name, type }) => name === command.name && type === command.type);
        if (!known) requireRoom([...all, command]);
        return { status: known ? 200 : 201, body: save(state, request, command, known?.id) };
      },
    },
    [`GET ${base}/:commandId`]: { major, handle: (request) => ({ body: commandOf(state, request) }) },
    [`PATCH ${base}/:commandId`]: {
      major,
      handle(request) {
        const { id, application_id, version, guild_id, ...before } = commandOf(state, request);
        const payload = isObject(request.body) ? request.body : {};
        return { body: save(state, request, readCommand({ ...before, ...payload }), id) };
      },
    },
    [`DELETE ${base}/:commandId`]: {
      major,
      handle(request) {
        const { id } = commandOf(state, request);
        commandsOf(state, request).delete(id);
        announce(state, request);
        return { status: 204 };
      },
    },
  };
}

function commandsOf(state: State, { params }: Request): Map<string, APIApplicationCommand> {
  if (params.applicationId !== application.id) fail('unknownApplication');
  if (params.guildId !== undefined && !state.guilds.get(params.guildId)?.botIsMember) fail('missingAccess');
  const scope = params.guildId ?? '';
  const known = state.commands.get(scope) ?? new Map<string, APIApplicationCommand>();
  state.commands.set(scope, known);
  return known;
}

const commandOf = (state: State, request: Request): APIApplicationCommand =>
  commandsOf(state, request).get(request.params.commandId ?? '') ?? fail('unknownCommand');

function requireRoom(commands: NewCommand[]) {
  for (const [type, most] of Object.entries(limits.commandsOfAType))
    if (commands.filter((command) => command.type === Number(type)).length > most) fail('tooManyCommands');
}

function save(state: State, request: Request, command: NewCommand, knownId?: string): APIApplicationCommand {
  const { guildId } = request.params;
  const saved = {
    ...command,
    id: knownId ?? state.ids.next(),
    application_id: application.id,
    version: state.ids.next(),
    ...(guildId === undefined ? {} : { guild_id: guildId }),
  } as APIApplicationCommand;
  commandsOf(state, request).set(saved.id, saved);
  announce(state, request);
  return saved;
}

function announce(state: State, { params }: Request) {
  state.emit({ type: 'commandsRegistered', ...(params.guildId === undefined ? {} : { guildId: params.guildId }) });
}
