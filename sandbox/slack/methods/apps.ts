import { isFields } from '../blocks-check.ts';
import { invalid, SlackError } from '../errors.ts';
import { emitEvent } from '../events.ts';
import type { Shortcut, SlashCommand } from '../people.ts';
import { APP, type Slack } from '../slack.ts';
import { endInstall } from '../state.ts';
import { APP_ID } from '../world.ts';
import { json, type Methods, text } from './call.ts';

export const apps: Methods = {
  // https://docs.slack.dev/reference/methods/apps.connections.open
  'apps.connections.open': {
    token: 'app',
    scopes: [],
    run({ slack }) {
      if (!slack.state.socketMode) throw new SlackError('forbidden_team');
      return { url: slack.url().replace('http:', 'ws:') + slack.sockets.ticketPath() };
    },
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
      commandsOf(json(call.args, 'manifest'));
      shortcutsOf(json(call.args, 'manifest'));
      return { errors: [] };
    },
  },
  'apps.manifest.update': {
    token: 'config',
    scopes: [],
    run(call) {
      if (text(call.args, 'app_id') !== APP_ID) throw new SlackError('invalid_app_id');
      setManifest(call.slack, json(call.args, 'manifest'));
      return { app_id: APP_ID, permissions_updated: false };
    },
  },
};

export function setCommands(slack: Slack, commands: SlashCommand[]) {
  slack.state.commands = commands;
  for (const teamId of slack.state.teams.keys()) slack.state.emit({ type: 'commands', teamId });
}

/** The parts that the stand-in uses: https://docs.slack.dev/reference/app-manifest. The Messages tab is off unless the manifest turns it on. */
export function setManifest(slack: Slack, manifest: unknown) {
  slack.state.shortcuts = shortcutsOf(manifest);
  setCommands(slack, commandsOf(manifest));
  const features = isFields(manifest) && isFields(manifest.features) ? manifest.features : {};
  slack.state.messagesTab = isFields(features.app_home) && features.app_home.messages_tab_enabled === true;
}

/** The manifest's slash commands, checked against Slack's rules. */
function commandsOf(manifest: unknown): SlashCommand[] {
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

/** https://docs.slack.dev/reference/app-manifest#features: at most ten, of both kinds together. */
const SHORTCUT = { count: 10, nameChars: 24, descriptionChars: 150, callbackIdChars: 255 };

/** The manifest's shortcuts, checked against Slack's rules. */
function shortcutsOf(manifest: unknown): Shortcut[] {
  const features = isFields(manifest) && isFields(manifest.features) ? manifest.features : {};
  const listed = Array.isArray(features.shortcuts) ? features.shortcuts.filter(isFields) : [];
  const isText = (value: unknown, most: number) => typeof value === 'string' && value !== '' && value.length <= most;
  const shortcuts: Shortcut[] = [];
  const problems = listed.length > SHORTCUT.count ? ['too many shortcuts [json-pointer:/features/shortcuts]'] : [];
  for (const [index, { name, type, callback_id, description }] of listed.entries()) {
    const complain = (what: string) => problems.push(`${what} [json-pointer:/features/shortcuts/${index}]`);
    if (!isText(name, SHORTCUT.nameChars)) complain('name must have 1 to 24 characters');
    if (!isText(description, SHORTCUT.descriptionChars)) complain('description must have 1 to 150 characters');
    if (
      !isText(callback_id, SHORTCUT.callbackIdChars) ||
      shortcuts.some(({ callbackId }) => callbackId === callback_id)
    )
      complain('callback_id must be unique, and have 1 to 255 characters');
    if (type === 'global' || type === 'message')
      shortcuts.push({ callbackId: String(callback_id), name: String(name), type });
    else complain('type must be global or message');
  }
  if (problems.length > 0) throw invalid('invalid_arguments', problems);
  return shortcuts;
}
