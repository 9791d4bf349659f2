import { commands, findCommand } from '../commands/index.ts';
import { callbackIdOf, messageCommands } from '../message/commands.ts';
import { ownCommand } from './usage.ts';

export interface SlashCommand {
  /** With the leading slash. */
  command: string;
  description: string;
  usageHint: string;
  /** If true, people come with their ids; otherwise the text is exactly as typed. */
  shouldEscape: boolean;
}

/**
 * Only the scopes that are used: post and edit, share pictures, read a person's reference picture, join a channel, write to people and receive their
 * messages; a person's name, to show them whom they are linking, and whether they manage the workspace; and who is in the user groups that may use
 * its wallet.
 */
export const botScopes = [
  'commands',
  'chat:write',
  'files:write',
  'files:read',
  'channels:join',
  'im:write',
  'im:history',
  'app_mentions:read',
  'users:read',
  'usergroups:read',
];

/** For Slack's entry point of agents. */
const agentScope = 'assistant:write';

/** The scopes that workspaces are asked for. `hasAgentView`: as `slackManifest` takes it. */
export const scopesAsked = ({ hasAgentView }: { hasAgentView: boolean }): string[] => [
  ...botScopes,
  ...(hasAgentView ? [agentScope] : []),
];

/** Opens the form for an image from anywhere in Slack. */
export const newImageShortcut = 'new-image';

const botEvents = ['app_home_opened', 'app_mention', 'message.im', 'app_uninstalled', 'tokens_revoked'];

/** The slash commands, from the list of commands: one of its own, and `/upixel` for the others. */
export function slackCommands(): SlashCommand[] {
  const own = findCommand(ownCommand);
  const others = commands.filter((command) => command !== own);
  return [
    ...(own
      ? [
          {
            command: `/${own.name}`,
            description: own.description,
            usageHint: 'what you want to see; alone it opens a form, and “help” lists what else it takes',
            shouldEscape: false,
          },
        ]
      : []),
    {
      command: '/upixel',
      description: 'Everything else UPixel can do',
      usageHint: ['help', ...others.map(({ name }) => name).filter((name) => name !== 'help')].join(' | '),
      shouldEscape: true,
    },
  ];
}

/** Scopes that a person consents to when they sign in with Slack (OpenID Connect). */
const signInScopes = ['openid', 'email', 'profile'];

/**
 * Slack's place for agents: in its top bar, beside any channel. The conversation is the Messages tab, whose messages we answer in any case. New apps get
 * no `assistant_view` any more (https://docs.slack.dev/ai/migrating-to-agent-messaging). At most 300 characters, and four prompts.
 */
const agentView = {
  agent_description:
    'Makes images from your words. Write what you want to see: it says what that costs, and makes it when you press.',
  suggested_prompts: [
    { title: 'A fox knight', message: 'a fox knight, watercolour' },
    { title: 'A pixel art hero', message: 'a small hero with a lantern --model rd-fast' },
    { title: 'What else?', message: 'help' },
  ],
};

/**
 * The app's manifest for Slack: where Slack reaches the bots, and where people reach the pages, without trailing slashes. `hasAgentView`: it is listed as
 * an agent; the whole app is then, and parts of it are for paid plans only.
 */
export function slackManifest({
  botsUrl,
  publicUrl,
  hasAgentView = false,
}: {
  botsUrl: string;
  publicUrl: string;
  hasAgentView?: boolean;
}) {
  const requests = `${botsUrl}/slack/events`;
  return {
    display_information: {
      name: 'UPixel',
      description: 'Make images and game art without leaving Slack',
      background_color: '#2b2d42',
    },
    features: {
      // Without it people cannot open us, and neither results nor notices can be sent to them directly.
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      ...(hasAgentView ? { agent_view: agentView } : {}),
      bot_user: { display_name: 'UPixel', always_online: true },
      shortcuts: [
        {
          name: 'New image',
          type: 'global',
          callback_id: newImageShortcut,
          description: 'Make an image from words, or from a picture',
        },
        ...messageCommands.map((command) => ({
          name: command.label,
          type: 'message',
          callback_id: callbackIdOf(command),
          description: command.description,
        })),
      ],
      slash_commands: slackCommands().map(({ command, description, usageHint, shouldEscape }) => ({
        command,
        url: requests,
        description,
        usage_hint: usageHint,
        should_escape: shouldEscape,
      })),
    },
    oauth_config: {
      // Slack uses the first one for installs from its directory.
      redirect_urls: [`${botsUrl}/slack/oauth_redirect`, `${publicUrl}/api/auth/callback/slack`],
      scopes: { bot: scopesAsked({ hasAgentView }), user: signInScopes },
    },
    settings: {
      event_subscriptions: { request_url: requests, bot_events: botEvents },
      interactivity: { is_enabled: true, request_url: requests, message_menu_options_url: requests },
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    },
  };
}
