import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import { text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { endSlackInstall } from '#core/chat/slack/installs.ts';
import { findCommand } from '../commands/index.ts';
import { describeOptions } from '../define-command.ts';
import { actOf, type BotsDeps } from '../receive.ts';
import { targetOf } from './answer.ts';
import { onDirectMessage } from './direct-message.ts';
import { isInstalled } from './installed.ts';
import { slackCommands } from './manifest.ts';
import { onMention } from './mention.ts';
import { formCallbackId, openForm } from './modal.ts';
import { originOfAction, originOfCommand } from './origin.ts';
import { asOfOrganization } from './person.ts';
import { createRepeats } from './repeats.ts';
import { carryOut, onTyped } from './requests.ts';
import { spokenText } from './spoken.ts';
import { onForm, onSuggestion } from './submitted.ts';
import { ownCommand, unknownCommand } from './usage.ts';

/** Everything Slack sends. Each request is acknowledged before anything else is done; Bolt acknowledges events itself. */
export function listenToSlack(app: App, deps: BotsDeps): void {
  for (const { command } of slackCommands()) app.command(command, (args) => onCommand(deps, args));
  app.action<BlockAction>({ type: 'block_actions' }, (args) => onButton(deps, args));
  app.view<ViewSubmitAction>({ type: 'view_submission', callback_id: formCallbackId }, (args) => onForm(deps, args));
  app.options<'block_suggestion'>({ type: 'block_suggestion' }, (args) => onSuggestion(deps, args));
  const isRepeat = createRepeats();
  app.event('app_mention', async (args) => (isRepeat(args.body.event_id) ? undefined : onMention(deps, args)));
  app.event('message', async (args) => (isRepeat(args.body.event_id) ? undefined : onDirectMessage(deps, args)));
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
  });
  if (!(await isInstalled(deps, target, context.installUrl))) return;
  const sentText = (sent.text ?? '').trim();
  const [, name = '', rest = ''] = sent.command === `/${ownCommand}` ? ['', ownCommand, sentText] : splitName(sentText);
  const command = findCommand(name === '' ? 'help' : name.toLowerCase());
  if (!command)
    return deps.slack.replyEphemeral(target, unknownCommand(await spokenText(deps, target.workspaceId, sentText)));
  const keepPeople = describeOptions(command).some(({ type }) => type === 'person');
  const typed = (await spokenText(deps, target.workspaceId, rest, { keepPeople })).trim();
  const { trigger_id: triggerId, user_name: memberName } = sent;
  await onTyped(deps, { command, text: typed, target, key: triggerId, memberName, triggerId });
}

const splitName = (text: string) => /^(\S*)\s*(.*)$/s.exec(text) ?? [];

async function onButton(
  deps: BotsDeps,
  { body, action, ack, context }: SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs,
): Promise<void> {
  await ack();
  // A link opens by itself; Slack only notifies us.
  if ('url' in action && action.url) return;
  const { message_ts, channel_id, thread_ts, is_ephemeral } = body.container;
  const channel = body.channel?.id ?? String(channel_id);
  const isReply = typeof thread_ts === 'string' && thread_ts !== message_ts;
  const from = targetOf({
    ...originOfAction(body),
    conversation: { channel, ...(isReply ? { thread_ts } : {}) },
    responseUrl: body.response_url,
  });
  if (!(await isInstalled(deps, from, context.installUrl))) return;
  const { trigger_id: triggerId } = body;
  const act = actOf(deps.intents, { type: 'intent', id: idOf(action) });
  if (act.answer === 'form') {
    const isOpen = await openForm(deps, from, { of: { intent: act.id }, form: act.form, triggerId });
    return isOpen ? undefined : deps.slack.replyEphemeral(from, notOpened);
  }
  const target = await asOfOrganization(deps, from, body.enterprise?.id);
  const kind = act.answer !== 'in-place' ? 'message' : is_ephemeral === true ? 'in-place' : 'in-public-place';
  const memberName = 'name' in body.user ? body.user.name : undefined;
  await carryOut(deps, act, { target, key: triggerId, memberName, messageId: String(message_ts), kind });
}

/** A choice carries its own intent, as a button's id does. */
const idOf = (action: BlockAction['actions'][number]): string =>
  action.type === 'static_select' ? action.selected_option.value : action.action_id;

const notOpened: Card = {
  tone: 'problem',
  title: 'The form did not open',
  blocks: [
    text(
      'Slack lets me open one for three seconds after a press, and they were over. Nothing was changed.',
      'Press once more.',
    ),
  ],
};
