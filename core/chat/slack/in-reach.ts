import type { WebClient } from '@slack/web-api';
import { closed } from '../chat-error.ts';
import type { Spot } from '../messenger.ts';
import { isClosed, isOutside, unlessClosed } from './errors.ts';
import { type Place, placeOf } from './place.ts';

export interface Reached<T> {
  result: T;
  place: Place;
  /** It went to the person directly, because the bot cannot be where they asked. */
  direct: boolean;
}

/**
 * Posts where a person asked, and if the bot is not there: joins a public channel, else turns to the person's direct
 * messages, unless it is for others too (`hereOnly`). Only for an answer to something they just did. Undefined where all of it is
 * closed.
 */
export async function inReach<T>(
  client: WebClient,
  spot: Spot,
  post: (place: Place) => Promise<T>,
  options: { hereOnly?: boolean } = {},
): Promise<Reached<T> | undefined> {
  const place = placeOf(spot.channelId);
  const here = await unlessOutside(() => post(place));
  if (here === closed) return undefined;
  if (here) return { result: here.value, place, direct: false };
  if ((await unlessClosed(() => client.conversations.join({ channel: place.channel }))) !== closed) {
    const joined = await unlessClosed(() => post(place));
    if (joined !== closed) return { result: joined, place, direct: false };
  }
  if (options.hereOnly) return undefined;
  const opened = await unlessClosed(() => client.conversations.open({ users: spot.userId }));
  const channel = opened === closed ? undefined : opened.channel?.id;
  if (channel === undefined) return undefined;
  const direct = await unlessClosed(() => post({ channel }));
  return direct === closed ? undefined : { result: direct, place: { channel }, direct: true };
}

/** Nothing where the bot is not in the channel, `closed` where it could not write even if it were. */
async function unlessOutside<T>(call: () => Promise<T>): Promise<{ value: T } | undefined | typeof closed> {
  try {
    return { value: await call() };
  } catch (error) {
    if (isOutside(error)) return undefined;
    if (isClosed(error)) return closed;
    throw error;
  }
}
