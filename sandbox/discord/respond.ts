import { InteractionType, InteractionResponseType as Reply } from 'discord-api-types/v10';
import type { Request } from '#sandbox/kit/serve.ts';
import { createForm, fail } from './errors.ts';
import { checkList, checkText, isObject, type Json } from './json.ts';
import { flag, limits } from './limits.ts';
import { readMessage } from './message-body.ts';
import { changeMessage } from './messages.ts';
import { readModal } from './modal-body.ts';
import type { Choice } from './people.ts';
import { answer, think } from './replies.ts';
import { type InteractionRecord, type Message, type State, touch } from './state.ts';

/** Accepts the first answer, by the callback route or as the HTTP response to an interaction. */
export function acknowledge(state: State, record: InteractionRecord, payload: Json, files: Request['files'] = []) {
  const message = respond(state, record, payload, files);
  record.ack = { type: payload.type as Reply, atMs: state.clock.now() };
  touch(record);
  const { id: interactionId, userId, channelId } = record;
  state.emit({ type: 'interactionAcknowledged', interactionId, userId, channelId });
  if (record.modal) state.emit({ type: 'modalOpened', interactionId, userId, modal: record.modal });
  return message;
}

/** Does what the callback's type says; returns the message, if there is one. */
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

/** Which response types fit which interaction. */
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

/** A deferred answer allows only the flags for privacy and silence; Components V2 comes with its edit. */
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
