import { isFields } from '../blocks-check.ts';
import { invalid, SlackError } from '../errors.ts';
import { emitEvent } from '../events.ts';
import type { SlashCommand } from '../people.ts';
import { APP, type Slack } from '../slack.ts';
import { endInstall } from '../state.ts';
import { APP_ID } from '../world.ts';
import { json, type MethodCall, type Methods, text } from './call.ts';

export const apps: Methods = {
  'apps.connections.open': {
    token: 'app',
    scopes: [],
    run: ({ slack }) => ({ url: slack.url().replace('http:', 'ws:') + slack.sockets.ticketPath() }),
  },
  'apps.uninstall': {
    token: 'bot',
    scopes: [],
    run({ slack, team, args }) {
      if (text(args, 'client_id') !== APP.clientId) throw new SlackError('invalid_client_id');
      if (text(args, 'client_secret') !== APP.clientSecret) throw new SlackError('bad_client_secret');
      endInstall(slack.state, team, 'account_inactive');
      emitEvent(slack, team, { type: 'app_uninstalled' });
      return {};
    },
  },
  'apps.manifest.validate': {
    token: 'config',
    scopes: [],
    run(call) {
      commandsOf(call);
      return { errors: [] };
    },
  },
  'apps.manifest.update': {
    token: 'config',
    scopes: [],
    run(call) {
      if (text(call.args, 'app_id') !== APP_ID) throw new SlackError('invalid_app_id');
      setCommands(call.slack, commandsOf(call));
      return { app_id: APP_ID, permissions_updated: false };
    },
  },
};

export function setCommands(slack: Slack, commands: SlashCommand[]) {
  slack.state.commands = commands;
  for (const teamId of slack.state.teams.keys()) slack.state.emit({ type: 'commands', teamId });
}

/** The manifest's slash commands, within Slack's rules for them. */
function commandsOf(call: MethodCall): SlashCommand[] {
  const manifest = json(call.args, 'manifest');
  if (!isFields(manifest)) throw new SlackError('invalid_manifest');
  const features = isFields(manifest.features) ? manifest.features : {};
  const listed = Array.isArray(features.slash_commands) ? features.slash_commands.filter(isFields) : [];
  const problems = listed.flatMap(({ command, description }, index) => {
    const at = `[json-pointer:/features/slash_commands/${index}]`;
    return [
      ...(/^\/[^\s/]{1,31}$/.test(String(command))
        ? []
        : [`command must start with / and have at most 32 characters ${at}`]),
      ...(typeof description === 'string' && description ? [] : [`missing required field: description ${at}`]),
    ];
  });
  if (problems.length > 0) throw invalid('invalid_arguments', problems);
  return listed.map(({ command, description, usage_hint, should_escape }) => ({
    command: String(command),
    description: String(description),
    usageHint: typeof usage_hint === 'string' ? usage_hint : '',
    shouldEscape: should_escape === true,
  }));
}
