import { InteractionType, InteractionResponseType as Reply } from 'discord-api-types/v10';
import type { Answer, Request } from '#sandbox/kit/serve.ts';
import { createForm, fail } from './errors.ts';
import { webhookOf } from './interactions.ts';
import { checkList, checkText, isObject, type Json } from './json.ts';
import { flag, limits } from './limits.ts';
import { payloadOf, readMessage } from './message-body.ts';
import { changeMessage } from './messages.ts';
import { readModal } from './modal-body.ts';
import type { Choice } from './people.ts';
import { showMessage } from './present.ts';
import { buckets } from './rate-limits.ts';
import { answer, deleteReply, editReply, followUp, replyOf, think } from './replies.ts';
import { type InteractionRecord, type Message, type State, touch } from './state.ts';
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
      // Unlike a real webhook, an interaction's always answers with the message: `wait` is fixed to true.
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
  // By the clock too: under load the timer of the three seconds may be late itself.
  if (!isOurs || (!record.ack && state.clock.now() - record.createdAtMs >= limits.acknowledgeMs))
    return fail('unknownInteraction');
  if (record.ack) fail('alreadyAcknowledged');
  const payload = payloadOf(request);
  const { type } = payload;
  const message = respond(state, record, payload, request.files);
  record.ack = { type: type as Reply, atMs: state.clock.now() };
  touch(record);
  const { id: interactionId, userId, channelId } = record;
  state.emit({ type: 'interactionAcknowledged', interactionId, userId, channelId });
  if (record.modal) state.emit({ type: 'modalOpened', interactionId, userId, modal: record.modal });
  if (request.query.get('with_response') !== 'true') return { status: 204 };
  return { body: callbackResponse(state, record, message) };
}

/** Does what the callback's type says; gives the message where one came of it. */
function respond(state: State, record: InteractionRecord, payload: Json, files: Request['files']): Message | undefined {
  const data = isObject(payload.data) ? payload.data : {};
  requireType(record, payload.type);
  switch (payload.type) {
    case Reply.ChannelMessageWithSource:
      return answer(state, record, { payload: data, files, at: 'data' });
    case Reply.DeferredChannelMessageWithSource:
      return think(state, record, deferredFlags(data));
    case Reply.DeferredMessageUpdate:
      keepSource(record);
      return undefined;
    case Reply.UpdateMessage: {
      keepSource(record);
      const source = state.messages.get(record.sourceMessageId ?? '') ?? fail('unknownMessage');
      const contents = readMessage(state, { payload: data, files, at: 'data', existing: source });
      changeMessage(state, source, { ...contents, editedAtMs: state.clock.now() });
      record.firstReplyId = source.id;
      return source;
    }
    case Reply.ApplicationCommandAutocompleteResult:
      record.choices = readChoices(data);
      return undefined;
    case Reply.Modal:
      record.modal = readModal(data);
      return undefined;
    default:
      return fail('notFound');
  }
}

function keepSource(record: InteractionRecord) {
  if (record.sourceMessageId !== undefined) record.originalId = record.sourceMessageId;
}

/** Which answers fit which interaction. */
function requireType(record: InteractionRecord, type: unknown) {
  const fits: Record<number, readonly number[]> = {
    [InteractionType.ApplicationCommand]: [4, 5, 9],
    [InteractionType.MessageComponent]: [4, 5, 6, 7, 9],
    [InteractionType.ApplicationCommandAutocomplete]: [8],
    [InteractionType.ModalSubmit]: record.sourceMessageId === undefined ? [4, 5] : [4, 5, 6, 7],
  };
  const allowed = fits[record.type] ?? [];
  if (typeof type === 'number' && allowed.includes(type)) return;
  const form = createForm();
  form.fail('type', 'BASE_TYPE_CHOICES', `Value must be one of (${allowed.join(', ')}).`);
  form.done();
}

/** A deferred answer takes no flag but the ones for privacy and silence; Components V2 comes with its edit. */
function deferredFlags(data: Json): boolean {
  const flags = typeof data.flags === 'number' ? data.flags : 0;
  const form = createForm();
  if (flags & ~(flag.ephemeral | flag.suppressNotifications))
    form.fail(
      'data.flags',
      'BASE_TYPE_CHOICES',
      'A deferred response takes the flags EPHEMERAL and SUPPRESS_NOTIFICATIONS only.',
    );
  form.done();
  return (flags & flag.ephemeral) !== 0;
}

function readChoices(data: Json): Choice[] {
  const form = createForm();
  const list = checkList(form, 'data.choices', data.choices, { max: limits.autocompleteChoices, required: true });
  for (const [index, choice] of list.entries()) {
    const given = isObject(choice) ? choice : {};
    checkText(form, `data.choices.${index}.name`, given.name, {
      min: 1,
      max: limits.commandChoiceName,
      required: true,
    });
    if (typeof given.value !== 'number')
      checkText(form, `data.choices.${index}.value`, given.value, { max: limits.commandChoiceName, required: true });
  }
  form.done();
  return list as Choice[];
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
