import type { AllMiddlewareArgs, AnyMiddlewareArgs } from '@slack/bolt';
import { plainText } from '#core/chat/card/card.ts';
import { busyCard } from '#core/chat/present/busy.ts';
import { renderSlack } from '#core/chat/slack/render.ts';
import type { Deps } from '#core/deps.ts';
import { targetOf } from './answer.ts';
import { originOfAction, originOfEvent } from './origin.ts';

type Args = AnyMiddlewareArgs & AllMiddlewareArgs;

/** There is no room for more requests: the person alone is told at once, and nothing is begun. */
export async function turnAway(deps: Deps, args: Args): Promise<void> {
  // Our removal is no request, and must not be missed.
  if ('event' in args && args.event.type !== 'app_mention') return args.next();
  deps.metrics.count('acknowledgements', { platform: 'slack', outcome: 'full' });
  if ('command' in args) return args.ack({ ...renderSlack(busyCard), response_type: 'ephemeral' });
  if ('options' in args) return args.ack({ options: [] });
  if ('view' in args) return keepForm(args);
  if ('ack' in args && args.ack) await args.ack();
  const target = 'event' in args ? targetOfMention(args) : targetOfPress(args);
  if (target) await deps.slack.replyEphemeral(target, busyCard);
}

/** The form stays open with everything that was typed, so that sending it again is one press. */
async function keepForm({ ack, body }: Extract<Args, { view: unknown }>): Promise<void> {
  const [block] = Object.keys(body.view.state.values);
  if (body.type !== 'view_submission' || block === undefined) return ack();
  await ack({ response_action: 'errors', errors: { [block]: plainText(busyCard) } });
}

function targetOfMention({ event, body }: Extract<Args, { event: unknown }>) {
  if (event.type !== 'app_mention') return undefined;
  const conversation = { channel: event.channel, ...(event.thread_ts ? { thread_ts: event.thread_ts } : {}) };
  return targetOf({ ...originOfEvent(body, event), conversation });
}

function targetOfPress(args: Args) {
  if (!('action' in args) || args.body.type !== 'block_actions') return undefined;
  const { body } = args;
  const conversation = { channel: body.channel?.id ?? String(body.container.channel_id) };
  return targetOf({ ...originOfAction(body), conversation, responseUrl: body.response_url });
}
