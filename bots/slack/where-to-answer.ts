import type { AllMiddlewareArgs, AnyMiddlewareArgs } from '@slack/bolt';
import type { Deps } from '#core/deps.ts';
import { type SlackTarget, targetOf } from './answer.ts';
import { conversationIn, conversationOfPress, conversationOfShortcut } from './conversation-in.ts';
import { directTarget } from './direct.ts';
import { writtenToUs } from './direct-message.ts';
import { originOfAction, originOfCommand, originOfEvent, originOfView } from './origin.ts';

export type Args = AnyMiddlewareArgs & AllMiddlewareArgs;

/**
 * Where whoever did this is answered, whatever it was; in their direct messages if there is no channel. Undefined if nobody waits for an answer.
 * @throws Failure cannot_post, and any error of opening the direct messages
 */
export async function whereToAnswer(deps: Pick<Deps, 'slack'>, args: Args): Promise<SlackTarget | undefined> {
  if ('command' in args) {
    const { channel_id: channel, response_url: responseUrl } = args.command;
    return targetOf({ ...originOfCommand(args.command), conversation: { channel }, responseUrl });
  }
  if ('event' in args) return whereItHappened(args);
  if ('shortcut' in args) {
    const { shortcut } = args;
    const origin = originOfView(shortcut, undefined);
    if (shortcut.type !== 'message_action') return directTarget(deps, origin);
    return targetOf({ ...origin, conversation: conversationOfShortcut(shortcut), responseUrl: shortcut.response_url });
  }
  if ('view' in args) return directTarget(deps, originOfView(args.body, args.view));
  if ('action' in args && args.body.type === 'block_actions') {
    const { body } = args;
    if (body.view) return directTarget(deps, originOfView(body, body.view));
    const { response_url: responseUrl } = body;
    return targetOf({ ...originOfAction(body), conversation: conversationOfPress(body), responseUrl });
  }
  return undefined;
}

function whereItHappened({ event, body }: Extract<Args, { event: unknown }>): SlackTarget | undefined {
  const said = event.type === 'app_mention' ? event : event.type === 'message' ? writtenToUs(event) : undefined;
  return said && targetOf({ ...originOfEvent(body, said), conversation: conversationIn(said) });
}
