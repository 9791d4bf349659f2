import { checkBlocks, elementsOf } from './blocks.ts';
import { type Fields, isFields } from './blocks-check.ts';
import { codeOf, deliver, personOf, placeOf, requireInstalled, signedBy } from './deliver.ts';
import { elementState, optionsOf } from './element-state.ts';
import type { NotTaken } from './outgoing.ts';
import type { Delivered, ElementPlace, SlackPeople } from './people.ts';
import type { OpenView, SlackBlock } from './shapes.ts';
import type { Slack } from './slack.ts';
import type { StoredMessage, Team } from './state.ts';
import { newResponseUrl, newTrigger, payloadBase } from './triggers.ts';
import { initialValues, published } from './views.ts';
import { APP_ID } from './world.ts';

interface Found {
  block: SlackBlock;
  element: Fields;
}

export async function click(slack: Slack, p: Parameters<SlackPeople['click']>[0]): Promise<Delivered> {
  const { team, user, channel } = placeOf(slack, p.userId, p.channelId);
  const message = visibleMessage(slack, p);
  const app = appOf(slack, message) ?? team;
  requireInstalled(app);
  const found = find(message.blocks ?? [], p.actionId, 'this message');
  const key = `${channel.id}:${message.ts}`;
  const state = initialValues(message.blocks ?? [], slack.state.messageStates.get(key) ?? {});
  const action = actionOf(slack, found, p, state);
  if (Object.keys(state).length > 0) slack.state.messageStates.set(key, state);
  const triggerId = newTrigger(slack.state, { teamId: app.id, userId: user.id });
  const { url: responseUrl } = newResponseUrl(slack, 'actions', {
    channel,
    userId: user.id,
    teamId: app.id,
    originalTs: message.ts,
  });
  const payload = {
    ...payloadBase,
    type: 'block_actions',
    ...signedBy({ team, user }, app),
    api_app_id: APP_ID,
    container: inMessage(message),
    trigger_id: triggerId,
    channel: { id: channel.id, name: channel.name },
    // Slack does not keep an ephemeral message, so the payload cannot contain it.
    ...(!message.ephemeralFor && { message: { ...message } }),
    state: { values: state },
    response_url: responseUrl,
    actions: [action],
  };
  return deliver(
    slack,
    { kind: 'interactive', name: 'block_actions', payload, triggerId, responseUrl },
    refusal(p.actionId),
  );
}

export async function clickInView(slack: Slack, p: Parameters<SlackPeople['clickInView']>[0]): Promise<Delivered> {
  const { team, user } = personOf(slack, p.userId);
  const view = viewOf(slack, p.userId, p.viewId);
  const app = appOfView(slack, view);
  requireInstalled(app);
  const found = find(view.blocks, p.actionId, 'this view');
  // https://docs.slack.dev/reference/block-kit/blocks/input-block: dispatch_action.
  if (found.block.type === 'input' && found.block.dispatch_action !== true)
    throw new Error(`Slack keeps "${p.actionId}" until the view is submitted.`);
  const action = actionOf(slack, found, p, view.state.values);
  const triggerId = newTrigger(slack.state, { teamId: app.id, userId: user.id, viewId: view.id });
  const payload = {
    ...payloadBase,
    type: 'block_actions',
    ...signedBy({ team, user }),
    api_app_id: APP_ID,
    container: { type: 'view', view_id: view.id },
    trigger_id: triggerId,
    view: published(view),
    actions: [action],
  };
  return deliver(slack, { kind: 'interactive', name: 'block_actions', payload, triggerId }, refusal(p.actionId));
}

/** Slack asks only after this many characters; 3 unless the element says otherwise. */
const DEFAULT_MIN_QUERY = 3;

export async function suggest(
  slack: Slack,
  p: { userId: string; actionId: string; value: string } & ElementPlace,
): Promise<Array<{ text: string; value: string }>> {
  const { team, user } = personOf(slack, p.userId);
  const view = 'viewId' in p ? viewOf(slack, p.userId, p.viewId) : undefined;
  const message = 'ts' in p ? visibleMessage(slack, p) : undefined;
  requireInstalled(view ? appOfView(slack, view) : team);
  const { block, element } = find(
    view?.blocks ?? message?.blocks ?? [],
    p.actionId,
    view ? 'this view' : 'this message',
  );
  if (p.value.length < Number(element.min_query_length ?? DEFAULT_MIN_QUERY)) return [];
  const payload = {
    ...payloadBase,
    type: 'block_suggestion',
    ...signedBy({ team, user }),
    api_app_id: APP_ID,
    action_id: p.actionId,
    block_id: block.block_id,
    value: p.value,
    container: view ? { type: 'view', view_id: view.id } : message && inMessage(message),
    ...(view && { view: published(view) }),
    ...(message && { channel: { id: message.channel }, message }),
  };
  const { acknowledged } = deliver(
    slack,
    { kind: 'interactive', name: 'block_suggestion', payload },
    refusal(p.actionId),
  );
  const { body } = await acknowledged;
  const answer = isFields(body) ? body : {};
  const offered = optionsOf(answer);
  const problems = offered.length === 0 ? [] : suggestionProblems(answer, p.actionId);
  if (problems.length > 0) throw new Error(`The options could not be shown: ${problems.join('; ')}.`);
  slack.state.suggestions.set(p.actionId, offered);
  return offered.map((each) => ({
    text: isFields(each.text) ? String(each.text.text) : '',
    value: String(each.value),
  }));
}

/** Options from the app must follow the rules of options in a static_select. */
function suggestionProblems(answer: Fields, actionId: string): string[] {
  const { options, option_groups } = answer;
  const element = { type: 'static_select', action_id: actionId, ...(option_groups ? { option_groups } : { options }) };
  return checkBlocks([{ type: 'actions', elements: [element] }], 'message', () => false);
}

export async function shortcut(slack: Slack, p: Parameters<SlackPeople['shortcut']>[0]): Promise<Delivered> {
  const { team, user, channel } = placeOf(slack, p.userId, p.channelId);
  requireInstalled(team);
  const kind = p.ts ? 'message' : 'global';
  const { shortcuts } = slack.state;
  if (shortcuts && !shortcuts.some(({ callbackId, type }) => callbackId === p.callbackId && type === kind))
    throw new Error(`The app has no ${kind} shortcut "${p.callbackId}".`);
  const triggerId = newTrigger(slack.state, { teamId: team.id, userId: user.id });
  const common = {
    ...payloadBase,
    ...signedBy({ team, user }),
    action_ts: slack.state.nextTs(),
    callback_id: p.callbackId,
    trigger_id: triggerId,
  };
  if (!p.ts) {
    const payload = { ...common, type: 'shortcut' };
    return deliver(slack, { kind: 'interactive', name: 'shortcut', payload, triggerId }, refusal(p.callbackId));
  }
  const message = visibleMessage(slack, { ...p, ts: p.ts });
  if (message.ephemeralFor) throw new Error('A message that only you can see has no shortcuts.');
  const { url: responseUrl } = newResponseUrl(slack, 'actions', { channel, userId: user.id });
  const payload = {
    ...common,
    type: 'message_action',
    channel: { id: channel.id, name: channel.name },
    message_ts: message.ts,
    message,
    response_url: responseUrl,
  };
  return deliver(
    slack,
    { kind: 'interactive', name: 'message_action', payload, triggerId, responseUrl },
    refusal(p.callbackId),
  );
}

function actionOf(
  slack: Slack,
  { block, element }: Found,
  p: { actionId: string; value?: string; selected?: string[] },
  values: OpenView['state']['values'],
): Fields {
  const common = { action_id: p.actionId, block_id: block.block_id, action_ts: slack.state.nextTs() };
  if (element.type === 'button' || element.type === 'icon_button') {
    const { text, style, url } = element;
    const value = p.value ?? element.value;
    return {
      type: element.type,
      text,
      ...common,
      ...(value !== undefined && { value }),
      ...(style !== undefined && { style }),
      ...(url !== undefined && { url }),
    };
  }
  const chosen = elementState(slack, element, p.selected ?? (p.value === undefined ? [] : [p.value]));
  if (element.type !== 'overflow')
    values[block.block_id ?? ''] = { ...values[block.block_id ?? ''], [p.actionId]: chosen };
  return { ...chosen, ...common };
}

function find(blocks: SlackBlock[], actionId: string, where: string): Found {
  for (const block of blocks) {
    const element = elementsOf(block).find((each) => each.action_id === actionId);
    if (element) return { block, element };
  }
  throw new Error(`There is nothing called "${actionId}" in ${where}.`);
}

function visibleMessage(slack: Slack, p: { userId: string; channelId: string; ts: string }): StoredMessage {
  const message = placeOf(slack, p.userId, p.channelId).channel.byTs.get(p.ts);
  const hidden = message?.ephemeralFor !== undefined && message.ephemeralFor !== p.userId;
  if (!message || hidden) throw new Error(`There is no message ${p.ts} that this person can see.`);
  return message;
}

export function viewOf(slack: Slack, userId: string, viewId: string): OpenView {
  const view = slack.state.views.get(viewId);
  if (!view || view.userId !== userId) throw new Error('This view is not open any more.');
  return view;
}

/** The workspace whose app posted a message. */
function appOf({ state }: Slack, message: StoredMessage): Team | undefined {
  return [...state.teams.values()].find((team) => team.botUserId === message.user);
}

/** The workspace whose app opened a view. */
export function appOfView({ state }: Slack, view: OpenView): Team {
  const team = state.teams.get(view.app_installed_team_id);
  if (!team) throw new Error('The workspace of this view is gone.');
  return team;
}

function inMessage(message: StoredMessage) {
  return {
    type: 'message',
    message_ts: message.ts,
    channel_id: message.channel,
    is_ephemeral: message.ephemeralFor !== undefined,
    ...(message.thread_ts && { thread_ts: message.thread_ts }),
  };
}

const refusal = (what: string) => (cause: NotTaken) => `The app did not respond to "${what}" (${codeOf(cause)}).`;
