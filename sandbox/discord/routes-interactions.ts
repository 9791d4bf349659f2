import { InteractionResponseType as Reply } from 'discord-api-types/v10';
import type { Answer, Request } from '#sandbox/kit/serve.ts';
import { fail } from './errors.ts';
import { webhookOf } from './interactions.ts';
import type { Json } from './json.ts';
import { flag, limits } from './limits.ts';
import { payloadOf } from './message-body.ts';
import { showMessage } from './present.ts';
import { buckets } from './rate-limits.ts';
import { deleteReply, editReply, followUp, replyOf } from './replies.ts';
import { acknowledge } from './respond.ts';
import type { InteractionRecord, Message, State } from './state.ts';
import type { DiscordRoutes } from './wire.ts';

export function interactionRoutes(state: State): DiscordRoutes {
  const webhook = (request: Request) => webhookOf(state, request.params.applicationId, request.params.token);
  const named = (request: Request) => {
    const record = webhook(request);
    return { record, message: replyOf(state, record, request.params.messageId ?? '@original') };
  };
  const bodyOf = (request: Request) => ({ payload: payloadOf(request), files: request.files });
  const ok = (message: Message): Answer => ({ body: showMessage(state, message) });

  const show = (request: Request): Answer => ok(named(request).message);
  const edit = (request: Request): Answer => {
    const { record, message } = named(request);
    return ok(editReply(state, record, message, bodyOf(request)));
  };
  const remove = (request: Request): Answer => {
    const { record, message } = named(request);
    deleteReply(state, record, message);
    return { status: 204 };
  };
  const byToken = { bucket: buckets.replies, major: 'token', isOpen: true } as const;
  const original = '/webhooks/:applicationId/:token/messages/@original';
  const one = '/webhooks/:applicationId/:token/messages/:messageId';
  return {
    'POST /interactions/:interactionId/:token/callback': {
      bucket: buckets.replies,
      major: 'token',
      isOpen: true,
      handle: (request) => callback(state, request),
    },
    'POST /webhooks/:applicationId/:token': {
      ...byToken,
      // Unlike a real webhook, an interaction's always returns the message: `wait` is fixed to true.
      handle: (request) => ok(followUp(state, webhook(request), bodyOf(request))),
    },
    [`GET ${original}`]: { ...byToken, handle: show },
    [`PATCH ${original}`]: { ...byToken, handle: edit },
    [`DELETE ${original}`]: { ...byToken, handle: remove },
    [`GET ${one}`]: { ...byToken, handle: show },
    [`PATCH ${one}`]: { ...byToken, handle: edit },
    [`DELETE ${one}`]: { ...byToken, handle: remove },
  };
}

function callback(state: State, request: Request): Answer {
  const record = state.interactions.get(request.params.token ?? '');
  const isOurs = record && record.id === request.params.interactionId && !record.failed;
  // Checks the clock too: under load, the timer of the three seconds may itself be late.
  if (!isOurs || (!record.ack && state.clock.now() - record.createdAtMs >= limits.acknowledgeMs))
    return fail('unknownInteraction');
  if (record.ack) fail('alreadyAcknowledged');
  const message = acknowledge(state, record, payloadOf(request), request.files);
  if (request.query.get('with_response') !== 'true') return { status: 204 };
  return { body: callbackResponse(state, record, message) };
}

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-callback-interaction-callback-response-object */
function callbackResponse(state: State, record: InteractionRecord, message: Message | undefined): Json {
  const isUpdate = record.ack?.type === Reply.UpdateMessage;
  return {
    interaction: {
      id: record.id,
      type: record.type,
      channel_id: record.channelId,
      ...(message
        ? {
            response_message_id: message.id,
            response_message_loading: (message.flags & flag.loading) !== 0,
            response_message_ephemeral: (message.flags & flag.ephemeral) !== 0,
          }
        : {}),
    },
    ...(message
      ? {
          resource: {
            type: isUpdate ? Reply.UpdateMessage : Reply.ChannelMessageWithSource,
            message: showMessage(state, message),
          },
        }
      : {}),
  };
}
