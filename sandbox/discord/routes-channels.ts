import { MessageType } from 'discord-api-types/v10';
import type { Answer, Request } from '#sandbox/kit/serve.ts';
import { createForm, fail } from './errors.ts';
import { channelJson } from './guild-json.ts';
import { isObject, type Json, textOf } from './json.ts';
import { flag, limits } from './limits.ts';
import { payloadOf, readMessage } from './message-body.ts';
import { addMessage, asAppSees, changeMessage, countOldEdit, removeMessage } from './messages.ts';
import { requireOpen, requirePosting, visibleChannel } from './permissions.ts';
import { showMessage } from './present.ts';
import { buckets } from './rate-limits.ts';
import type { Channel, Message, State } from './state.ts';
import type { DiscordRoutes } from './wire.ts';
import { bot } from './world.ts';

export function channelRoutes(state: State): DiscordRoutes {
  const channelOf = (request: Request) => visibleChannel(state, request.params.channelId);
  const messageOf = (request: Request, channel: Channel): Message => {
    const message = channel.messages.get(request.params.messageId ?? '');
    return message && message.ephemeralFor === undefined ? message : fail('unknownMessage');
  };
  const byChannel = { major: 'channelId' } as const;
  return {
    'GET /channels/:channelId': {
      ...byChannel,
      handle: (request) => ({ body: channelJson(state, channelOf(request)) }),
    },
    'GET /channels/:channelId/messages': {
      ...byChannel,
      handle: (request) => ({ body: list(state, channelOf(request), request.query) }),
    },
    'POST /channels/:channelId/messages': {
      ...byChannel,
      bucket: buckets.messages,
      handle: (request) => post(state, channelOf(request), request),
    },
    'GET /channels/:channelId/messages/:messageId': {
      ...byChannel,
      handle(request) {
        const channel = channelOf(request);
        return { body: asAppSees(state, channel, messageOf(request, channel)) };
      },
    },
    'PATCH /channels/:channelId/messages/:messageId': {
      ...byChannel,
      bucket: buckets.messages,
      handle(request) {
        const channel = channelOf(request);
        const message = messageOf(request, channel);
        if (message.authorId !== bot.id) fail('notYourMessage');
        requireOpen(channel);
        countOldEdit(state, channel, message);
        const contents = readMessage(state, {
          payload: payloadOf(request),
          files: request.files,
          existing: message,
        });
        changeMessage(state, message, { ...contents, editedAtMs: state.clock.now() });
        return { body: showMessage(state, message) };
      },
    },
    'DELETE /channels/:channelId/messages/:messageId': {
      ...byChannel,
      bucket: buckets.deletions,
      handle(request) {
        const channel = channelOf(request);
        const message = messageOf(request, channel);
        // The bot was invited without Manage Messages: it may delete only its own.
        if (message.authorId !== bot.id) fail('missingPermissions');
        requireOpen(channel);
        removeMessage(state, message);
        return { status: 204 };
      },
    },
    'POST /channels/:channelId/typing': {
      ...byChannel,
      bucket: buckets.typing,
      handle(request) {
        requirePosting(state, channelOf(request), false);
        return { status: 204 };
      },
    },
    'POST /users/@me/channels': {
      bucket: buckets.directMessages,
      handle(request) {
        const recipientId = textOf(payloadOf(request).recipient_id);
        const channel = [...state.channels.values()].find((each) => each.recipientId === recipientId);
        return { body: channelJson(state, channel ?? fail('invalidRecipient')) };
      },
    },
  };
}

/** Newest first, as in Discord; `before`, `after` and `around` are ids. */
function list(state: State, channel: Channel, query: URLSearchParams): Json[] {
  const limit = Math.min(100, Math.max(1, Number(query.get('limit') ?? 50)));
  const visible = [...channel.messages.values()].filter(({ ephemeralFor }) => ephemeralFor === undefined).reverse();
  const id = (message: Message) => BigInt(message.id);
  const [before, after, around] = ['before', 'after', 'around'].map((name) => query.get(name));
  let chosen = visible.slice(0, limit);
  if (before) chosen = visible.filter((message) => id(message) < BigInt(before)).slice(0, limit);
  else if (after) chosen = visible.filter((message) => id(message) > BigInt(after)).slice(-limit);
  else if (around) {
    const at = visible.findIndex((message) => id(message) <= BigInt(around));
    chosen = visible.slice(Math.max(0, at - Math.floor(limit / 2))).slice(0, limit);
  }
  return chosen.map((message) => asAppSees(state, channel, message) as unknown as Json);
}

function post(state: State, channel: Channel, request: Request): Answer {
  const payload = payloadOf(request);
  requirePosting(state, channel, request.files.length > 0);
  const nonce = readNonce(payload);
  const key = `${channel.id} ${nonce}`;
  const before = nonce === undefined || payload.enforce_nonce !== true ? undefined : state.nonces.get(key);
  if (before && state.clock.now() - before.atMs < limits.nonceMs) {
    const existing = state.messages.get(before.messageId);
    if (existing) return { body: showMessage(state, existing) };
  }
  const referencedId = readReference(state, channel, payload);
  const contents = readMessage(state, { payload, files: request.files });
  const message = addMessage(state, channel, {
    ...contents,
    flags: contents.flags & ~flag.ephemeral,
    ...(nonce === undefined ? {} : { nonce }),
    ...(referencedId === undefined ? {} : { referencedId, type: MessageType.Reply }),
  });
  if (nonce !== undefined) rememberNonce(state, key, message.id);
  return { body: showMessage(state, message) };
}

function readNonce(payload: Json): string | number | undefined {
  const { nonce } = payload;
  if (nonce === undefined || nonce === null) return undefined;
  if (typeof nonce === 'number' || (typeof nonce === 'string' && nonce.length <= limits.nonce)) return nonce;
  const form = createForm();
  form.fail('nonce', 'BASE_TYPE_MAX_LENGTH', `Must be ${limits.nonce} or fewer in length.`);
  form.done();
  return undefined;
}

function rememberNonce(state: State, key: string, messageId: string) {
  const now = state.clock.now();
  state.nonces.delete(key);
  state.nonces.set(key, { messageId, atMs: now });
  for (const [old, { atMs }] of state.nonces) {
    if (now - atMs < limits.nonceMs) break;
    state.nonces.delete(old);
  }
}

function readReference(state: State, channel: Channel, payload: Json): string | undefined {
  const reference = payload.message_reference;
  if (!isObject(reference)) return undefined;
  const id = textOf(reference.message_id);
  if (channel.messages.has(id) && state.messages.get(id)?.ephemeralFor === undefined) return id;
  if (reference.fail_if_not_exists === false) return undefined;
  const form = createForm();
  form.fail('message_reference', 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
  form.done();
  return undefined;
}
