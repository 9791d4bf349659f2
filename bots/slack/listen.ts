import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackOptionsMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import type { ChatUser } from '#core/accounts/identify.ts';
import { decodeButtonId } from '#core/chat/button-id.ts';
import { cleanText } from '#core/chat/clean-text.ts';
import { endSlackInstall } from '#core/chat/slack/installs.ts';
import { slackLimits } from '#core/chat/slack/limits.ts';
import { placeOf } from '#core/chat/slack/place.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import { actions } from '../actions/index.ts';
import { findCommand } from '../commands/index.ts';
import { describeOptions } from '../define-command.ts';
import { dispatch } from '../dispatch.ts';
import { faultOf } from '../parse-options.ts';
import { replyTo, spotOf } from './answer.ts';
import { askOf, teamOf } from './ask.ts';
import { onDirectMessage } from './direct-message.ts';
import { emojiIn } from './emoji.ts';
import { isInstalled } from './installed.ts';
import { slackCommands } from './manifest.ts';
import { onMention } from './mention.ts';
import { choiceOf, formCallbackId, formMetadata, formValues } from './modal.ts';
import { originOfAction, originOfCommand, originOfView } from './origin.ts';
import { asOfOrganization } from './person.ts';
import { createRepeats } from './repeats.ts';
import { onTyped, run } from './requests.ts';
import { spokenText } from './spoken.ts';
import { helpCard, ownCommand } from './usage.ts';

/** Everything Slack sends. Each is acknowledged before anything else is done; events Bolt acknowledges itself. */
export function listenToSlack(app: App, deps: Deps): void {
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

/** Slack tells the time in whole seconds. */
const removed = (body: { team_id: string; event_time: number }) => ({
  teamId: body.team_id,
  until: new Date(body.event_time * 1000 + 999),
});

async function onCommand(
  deps: Deps,
  { command: sent, ack, context }: SlackCommandMiddlewareArgs & AllMiddlewareArgs,
): Promise<void> {
  await ack();
  const spot = spotOf({
    ...originOfCommand(sent),
    place: { channel: sent.channel_id },
    responseUrl: sent.response_url,
  });
  if (!(await isInstalled(deps, spot, context.installUrl))) return;
  const sentText = (sent.text ?? '').trim();
  const [, name = '', rest = ''] = sent.command === `/${ownCommand}` ? ['', ownCommand, sentText] : splitName(sentText);
  const command = findCommand(name.toLowerCase());
  if (!command) return deps.slack.whisper(spot, helpCard());
  const keepPeople = describeOptions(command).some(({ type }) => type === 'person');
  const text = (await spokenText(deps, spot.teamId, rest, { keepPeople })).trim();
  const { trigger_id: triggerId, user_name: memberName } = sent;
  await onTyped(deps, { command, text, spot, key: triggerId, memberName, triggerId });
}

const splitName = (text: string) => /^(\S*)\s*(.*)$/s.exec(text) ?? [];

async function onButton(
  deps: Deps,
  { body, action, ack, context }: SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs,
): Promise<void> {
  await ack();
  // A link opens by itself; Slack only tells us.
  if ('url' in action && action.url) return;
  const { message_ts, channel_id, thread_ts, is_ephemeral } = body.container;
  const channel = body.channel?.id ?? String(channel_id);
  const isReply = typeof thread_ts === 'string' && thread_ts !== message_ts;
  const from = spotOf({
    ...originOfAction(body),
    place: { channel, ...(isReply ? { thread_ts } : {}) },
    responseUrl: body.response_url,
  });
  if (!(await isInstalled(deps, from, context.installUrl))) return;
  const spot = await asOfOrganization(deps, from, body.enterprise?.id);
  const messageId = String(message_ts);
  const button = decodeButtonId(action.action_id);
  const wanted = button && actions[button.action];
  const kind = wanted?.answer !== 'in-place' ? 'message' : is_ephemeral === true ? 'in-place' : 'in-public-place';
  const memberName = 'name' in body.user ? body.user.name : undefined;
  const ask = askOf(deps, { key: body.trigger_id, spot, memberName, messageId });
  await dispatch(
    deps,
    { name: button?.action ?? 'unknown', ask, reply: replyTo(deps, { ...spot, messageId }, kind) },
    async (context) => {
      if (!button || !wanted) throw unknownButton;
      return wanted.run(context, button);
    },
  );
}

async function onForm(
  deps: Deps,
  { body, view, ack, context }: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs,
): Promise<void> {
  const metadata = formMetadata(view);
  const command = findCommand(metadata.command);
  const raw = formValues(view);
  const parsed = command?.options.safeParse(raw);
  if (parsed && !parsed.success) {
    const errors = Object.fromEntries(parsed.error.issues.map((issue) => [String(issue.path[0]), faultOf(issue)]));
    return ack({ response_action: 'errors', errors });
  }
  await ack();
  if (!command) return;
  const { responseUrl, replyExpiresAt } = metadata;
  const spot = spotOf({
    ...originOfView(body, view),
    place: placeOf(metadata.channelId),
    responseUrl,
    replyExpiresAt: new Date(replyExpiresAt),
  });
  if (!(await isInstalled(deps, spot, context.installUrl))) return;
  // The form and not the sending of it: whoever sees "trouble connecting" presses again.
  await run(deps, { command, spot, key: view.id, memberName: body.user.name, raw });
}

async function onSuggestion(
  deps: Deps,
  { options, ack }: SlackOptionsMiddlewareArgs<'block_suggestion'>,
): Promise<void> {
  const command = options.view && findCommand(formMetadata(options.view).command);
  const origin = originOfView(options, options.view);
  const { teamId, homeTeamId, userId } = origin;
  const user: ChatUser = { platform: 'slack', teamId: homeTeamId ?? teamId, userId };
  const asker = { deps, user, team: teamOf(deps, origin) };
  const offered = (await command?.suggest?.[options.action_id]?.(cleanText(emojiIn(options.value)), asker)) ?? [];
  await ack({ options: offered.slice(0, slackLimits.suggestions).map(choiceOf) });
}

const unknownButton = new Failure('unknown_button', {
  title: 'That button is from an older version',
  happened: 'I no longer know what it does. It cost nothing.',
  next: ['Start anew with ', { command: 'imagine' }, '.'],
});
