import type {
  AllMiddlewareArgs,
  BlockAction,
  GlobalShortcut,
  SlackActionMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
} from '@slack/bolt';
import { text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { encodeIntent } from '#core/chat/intent.ts';
import { Failure } from '#core/failure.ts';
import { dispatch } from '../dispatch.ts';
import { filledIn } from '../filled-in.ts';
import { actOf, type BotsDeps, type FormAct } from '../receive.ts';
import { type SlackTarget, targetOf } from './answer.ts';
import { askOf, typingAs } from './ask.ts';
import { onChange } from './change.ts';
import { openCommandForm, refusedForm } from './command-form.ts';
import { conversationOfPress, isGroupDm } from './conversation-in.ts';
import { directTarget } from './direct.ts';
import { publishHome } from './home.ts';
import { isInstalled } from './installed.ts';
import { formCallbackId, type Opening, openForm } from './modal.ts';
import { makeOffered } from './offer.ts';
import { isOffer } from './offer-button.ts';
import { originOfAction, originOfView } from './origin.ts';
import { asOfOrganization } from './person.ts';
import { carryOut } from './requests.ts';
import { leaveWindow, openWindow, replyInWindow } from './window.ts';

type Press = SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs;

/** A button was pressed, or something chosen: in a message, in the Home tab, or in a window of ours. */
export async function onButton(deps: BotsDeps, press: Press): Promise<void> {
  await press.ack();
  const { action, body } = press;
  // A link opens by itself; Slack only notifies us.
  if ('url' in action && action.url) return;
  if (body.view?.callback_id === formCallbackId) return onChange(deps, body, body.view);
  if (body.view) await inView(deps, press, body.view);
  else await inMessage(deps, press);
}

async function inMessage(deps: BotsDeps, { body, action, context }: Press): Promise<void> {
  const { message_ts, is_ephemeral } = body.container;
  const conversation = conversationOfPress(body);
  const { response_url: responseUrl } = body;
  const from = targetOf({
    ...originOfAction(body),
    conversation,
    responseUrl,
    isGroupDm: isGroupDm(body.channel?.name),
  });
  if (!(await isInstalled(deps, from, context.installUrl))) return;
  const { trigger_id: triggerId } = body;
  const { installUrl } = context;
  if (action.type === 'button' && isOffer(action.action_id)) {
    const target = await asOfOrganization(deps, from, body.enterprise?.id);
    const pressed = { target, key: String(message_ts), memberName: nameIn(body), installUrl };
    return makeOffered(deps, { ...pressed, value: action.value ?? '' });
  }
  const act = actOf(deps.intents, { type: 'intent', id: idOf(action) });
  if (act.answer === 'form') {
    const isOpen = await openFilled(deps, from, act, { triggerId, own: body.enterprise?.id });
    return isOpen === true ? undefined : deps.slack.replyEphemeral(from, isOpen || notOpened);
  }
  const target = await asOfOrganization(deps, from, body.enterprise?.id);
  const kind = act.answer !== 'in-place' ? 'message' : is_ephemeral === true ? 'in-place' : 'in-public-place';
  const request = { target, key: triggerId, memberName: nameIn(body), installUrl };
  await carryOut(deps, act, { ...request, messageId: String(message_ts), kind });
}

/** There is no channel, so it is answered in a window, and what is made comes into the direct messages. */
async function inView(deps: BotsDeps, { body, action }: Press, view: NonNullable<BlockAction['view']>): Promise<void> {
  const origin = originOfView(body, view);
  const { trigger_id: triggerId } = body;
  const isHome = view.type === 'home';
  const act = actOf(deps.intents, { type: 'intent', id: idOf(action) });
  if (act.answer === 'form') {
    const on = isHome ? 'open' : 'push';
    const isOpen = await openFilled(deps, nowhere(origin), act, { triggerId, on, own: body.enterprise?.id });
    return isOpen === true ? undefined : showInstead(deps, origin, isOpen, { triggerId, on });
  }
  const { teamId } = origin;
  const window = isHome ? await openWindow(deps, { teamId, trigger_id: triggerId }) : { view_id: view.id };
  const direct = await directTarget(deps, origin).catch(async (error: unknown) => {
    // It is answered as any mistake is; nobody goes on looking at “One moment…”.
    if (window && isHome) await leaveWindow(deps, teamId, window);
    throw error;
  });
  const target = await asOfOrganization(deps, direct, body.enterprise?.id);
  const { reply, end } = replyInWindow(deps, target, { window, answer: act.answer });
  const ask = askOf(deps, { target, key: triggerId, memberName: nameIn(body) });
  const { name, answer, isPrivate } = act;
  await dispatch(deps, { name, ask, reply, answer, isPrivate }, act.run);
  await end();
  await publishHome(deps, origin);
}

/** The shortcut from anywhere in Slack. */
export async function onShortcut(
  deps: BotsDeps,
  { shortcut, ack }: SlackShortcutMiddlewareArgs<GlobalShortcut> & AllMiddlewareArgs,
): Promise<void> {
  await ack();
  const origin = originOfView(shortcut, undefined);
  const act = actOf(deps.intents, { type: 'intent', id: encodeIntent({ name: 'new-image', args: {} }) });
  if (act.answer !== 'form') return;
  const { trigger_id: triggerId } = shortcut;
  const isOpen = await openFilled(deps, nowhere(origin), act, { triggerId, own: shortcut.enterprise?.id });
  if (isOpen !== true) await showInstead(deps, origin, isOpen, { triggerId });
}

/** Where there is no channel: what is said in place of a form comes in a window, where they look; once the trigger is used up, in their direct messages. */
async function showInstead(
  deps: BotsDeps,
  origin: Parameters<typeof directTarget>[1],
  card: Card | false,
  { triggerId: trigger_id, on }: Pick<Opening, 'triggerId' | 'on'>,
): Promise<void> {
  const { teamId } = origin;
  const window = card === false ? undefined : await openWindow(deps, { teamId, trigger_id, on });
  const direct = await directTarget(deps, origin).catch(async (error: unknown) => {
    if (window) await leaveWindow(deps, teamId, window);
    throw error;
  });
  await replyInWindow(deps, direct, { window, answer: 'ephemeral' }).reply.replyEphemeral(card || notOpened);
}

/** Opens a form with what it begins with. Otherwise false, or the card that says why there is nothing to open. `own`: as in asOfOrganization. */
async function openFilled(
  deps: BotsDeps,
  target: SlackTarget,
  { name, id, form, filled, hints, submitAnswer, command }: FormAct,
  { own, ...how }: Pick<Opening, 'triggerId' | 'on'> & { own: string | undefined },
): Promise<boolean | Card> {
  // A form here shows as many fields as there are.
  if (command) return openCommandForm(deps, target, { ...how, command });
  try {
    const opened = await filledIn(
      { name, form, filled, submitAnswer, ...(hints ? { hints } : {}) },
      typingAs(deps, target, own),
    );
    const { filled: raw, ...shown } = opened;
    return await openForm(deps, target, { ...how, of: { intent: id }, form, raw, ...shown });
  } catch (error) {
    if (error instanceof Failure) return refusedForm(deps, error);
    deps.log.error({ err: error }, 'the values of a form were not found');
    return false;
  }
}

/** The trigger is good for 3 s: where to answer is looked up once the form was sent. */
const nowhere = (origin: Parameters<typeof directTarget>[1]): SlackTarget =>
  targetOf({ ...origin, conversation: { channel: '' } });

const nameIn = ({ user }: BlockAction) => ('name' in user ? user.name : undefined);

/** A choice carries its own intent, as a button's id does. */
const idOf = (action: BlockAction['actions'][number]): string =>
  action.type === 'static_select' || action.type === 'overflow' ? action.selected_option.value : action.action_id;

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
