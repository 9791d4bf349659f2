import type { WebClient } from '@slack/web-api';
import { closed } from '../chat-error.ts';
import type { StatusTarget } from '../messenger.ts';
import { type Conversation, conversationOf } from './conversation.ts';
import { isClosed, isOutside, unlessClosed } from './errors.ts';

export interface Reached<T> {
  result: T;
  conversation: Conversation;
  /** It went to the person directly, because the bot cannot post where they asked. */
  direct: boolean;
}

/**
 * Posts where a person asked. If the bot is not there, it joins a public channel, and otherwise turns to the person's direct messages,
 * unless the message is for others too (`hereOnly`). Only for an answer to something they just did. Undefined if all of these are closed.
 */
export async function inReach<T>(
  client: WebClient,
  target: StatusTarget,
  post: (conversation: Conversation) => Promise<T>,
  options: { hereOnly?: boolean } = {},
): Promise<Reached<T> | undefined> {
  const conversation = conversationOf(target);
  const here = await unlessOutside(() => post(conversation));
  if (here === closed) return undefined;
  if (here) return { result: here.value, conversation, direct: false };
  if ((await unlessClosed(() => client.conversations.join({ channel: conversation.channel }))) !== closed) {
    const joined = await unlessClosed(() => post(conversation));
    if (joined !== closed) return { result: joined, conversation, direct: false };
  }
  if (options.hereOnly) return undefined;
  const opened = await unlessClosed(() => client.conversations.open({ users: target.userId }));
  const channel = opened === closed ? undefined : opened.channel?.id;
  if (channel === undefined) return undefined;
  const direct = await unlessClosed(() => post({ channel }));
  return direct === closed ? undefined : { result: direct, conversation: { channel }, direct: true };
}

/** Undefined if the bot is not in the channel, `closed` if it could not write even if it were. */
async function unlessOutside<T>(call: () => Promise<T>): Promise<{ value: T } | undefined | typeof closed> {
  try {
    return { value: await call() };
  } catch (error) {
    if (isOutside(error)) return undefined;
    if (isClosed(error)) return closed;
    throw error;
  }
}
