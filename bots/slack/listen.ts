import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  GlobalShortcut,
  MessageShortcut,
  SlackCommandMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import { endSlackInstall } from '#core/chat/slack/installs.ts';
import { visible } from '#core/contract/visible.ts';
import { findCommand } from '../commands/index.ts';
import { describeOptions } from '../define-command.ts';
import { callbackIdOf, messageCommands } from '../message/commands.ts';
import type { BotsDeps } from '../receive.ts';
import { targetOf } from './answer.ts';
import { isGroupDm } from './conversation-in.ts';
import { onDirectMessage } from './direct-message.ts';
import { onHome } from './home.ts';
import { isInstalled } from './installed.ts';
import { newImageShortcut, slackCommands } from './manifest.ts';
import { onMention } from './mention.ts';
import { onMessageShortcut } from './message-shortcut.ts';
import { formCallbackId } from './modal.ts';
import { originOfCommand } from './origin.ts';
import { onButton, onShortcut } from './press.ts';
import { createRepeats } from './repeats.ts';
import { onTyped } from './requests.ts';
import { spokenText } from './spoken.ts';
import { onForm, onSuggestion } from './submitted.ts';
import { listenToUnknown } from './unknown.ts';
import { onUnknownCommand } from './unknown-command.ts';
import { ownCommand } from './usage.ts';

/** Everything Slack sends. Each request is acknowledged before anything else is done; Bolt acknowledges events itself. */
export function listenToSlack(app: App, deps: BotsDeps): void {
  const ownCommands = slackCommands().map(({ command }) => command);
  for (const command of ownCommands) app.command(command, (args) => onCommand(deps, args));
  app.action<BlockAction>({ type: 'block_actions' }, (args) => onButton(deps, args));
  app.shortcut<GlobalShortcut>({ type: 'shortcut', callback_id: newImageShortcut }, (args) => onShortcut(deps, args));
  for (const command of messageCommands)
    app.shortcut<MessageShortcut>({ type: 'message_action', callback_id: callbackIdOf(command) }, (args) =>
      onMessageShortcut(deps, args, command),
    );
  app.view<ViewSubmitAction>({ type: 'view_submission', callback_id: formCallbackId }, (args) => onForm(deps, args));
  listenToUnknown(app, {
    commands: ownCommands,
    shortcuts: [newImageShortcut, ...messageCommands.map(callbackIdOf)],
    forms: [formCallbackId],
  });
  app.options<'block_suggestion'>({ type: 'block_suggestion' }, (args) => onSuggestion(deps, args));
  const isRepeat = createRepeats();
  app.event('app_mention', async (args) => (isRepeat(args.body.event_id) ? undefined : onMention(deps, args)));
  app.event('message', async (args) => (isRepeat(args.body.event_id) ? undefined : onDirectMessage(deps, args)));
  app.event('app_home_opened', (args) => onHome(deps, args));
  app.event('app_uninstalled', ({ body }) => endSlackInstall(deps, removed(body)));
  app.event('tokens_revoked', async ({ body, event }) => {
    if ((event.tokens.bot ?? []).length > 0) await endSlackInstall(deps, removed(body));
  });
}

/** Slack's times are whole seconds. */
const removed = (body: { team_id: string; event_time: number }) => ({
  teamId: body.team_id,
  until: new Date(body.event_time * 1000 + 999),
});

async function onCommand(
  deps: BotsDeps,
  { command: sent, ack, context }: SlackCommandMiddlewareArgs & AllMiddlewareArgs,
): Promise<void> {
  await ack();
  const target = targetOf({
    ...originOfCommand(sent),
    conversation: { channel: sent.channel_id },
    responseUrl: sent.response_url,
    isGroupDm: isGroupDm(sent.channel_name),
  });
  if (!(await isInstalled(deps, target, context.installUrl))) return;
  const sentText = visible(sent.text ?? '').trim();
  const [, name = '', rest = ''] = sent.command === `/${ownCommand}` ? ['', ownCommand, sentText] : splitName(sentText);
  const command = findCommand(name === '' ? 'help' : name.toLowerCase());
  const { trigger_id: triggerId, user_name: memberName } = sent;
  const { installUrl } = context;
  if (!command) {
    const written = await spokenText(deps, target.workspaceId, sentText);
    return onUnknownCommand(deps, { written, target, key: triggerId, memberName, installUrl });
  }
  const keepPeople = describeOptions(command).some(({ type }) => type === 'person');
  const typed = (await spokenText(deps, target.workspaceId, rest, { keepPeople })).trim();
  await onTyped(deps, { command, text: typed, target, key: triggerId, memberName, triggerId, installUrl });
}

const splitName = (text: string) => /^(\S*)\s*(.*)$/s.exec(text) ?? [];
