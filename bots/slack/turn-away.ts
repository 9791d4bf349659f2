import { plainText } from '#core/chat/card/card.ts';
import { busyCard } from '#core/chat/present/busy.ts';
import { renderSlack } from '#core/chat/slack/render.ts';
import type { Deps } from '#core/deps.ts';
import { writtenToUs } from './direct-message.ts';
import { type Args, whereToAnswer } from './where-to-answer.ts';

/** There is no room for more requests: the person alone is told at once, and nothing is begun. */
export async function turnAway(deps: Deps, args: Args): Promise<void> {
  // Our removal is no request, and must not be missed.
  if ('event' in args && !isRequest(args.event)) return args.next();
  deps.metrics.count('acknowledgements', { platform: 'slack', outcome: 'full' });
  if ('command' in args) return args.ack({ ...renderSlack(busyCard), response_type: 'ephemeral' });
  if ('options' in args) return args.ack({ options: [] });
  if ('view' in args) return keepForm(args);
  if ('ack' in args && args.ack) await args.ack();
  const target = await whereToAnswer(deps, args);
  if (target) await deps.slack.replyEphemeral(target, busyCard);
}

/** The form stays open with everything that was typed, so that sending it again is one press. */
async function keepForm({ ack, body }: Extract<Args, { view: unknown }>): Promise<void> {
  const [block] = Object.keys(body.view.state.values);
  if (body.type !== 'view_submission' || block === undefined) return ack();
  await ack({ response_action: 'errors', errors: { [block]: plainText(busyCard) } });
}

const isRequest = (event: Extract<Args, { event: unknown }>['event']): boolean =>
  event.type === 'app_mention' || (event.type === 'message' && writtenToUs(event) !== undefined);
