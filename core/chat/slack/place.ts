/** Where a message stands in Slack: a channel, or a thread in it. */
export interface Place {
  channel: string;
  /** The message that the thread hangs on. */
  thread_ts?: string;
}

/**
 * A place as the `channelId` of a Spot, `C123` or `C123/1700000000.000100`: the rest of UPixel need not know that Slack
 * has threads, and still answers in them.
 */
export const placeId = ({ channel, thread_ts }: Place): string =>
  thread_ts === undefined ? channel : `${channel}/${thread_ts}`;

export function placeOf(channelId: string): Place {
  const [channel = '', thread_ts] = channelId.split('/');
  return thread_ts === undefined ? { channel } : { channel, thread_ts };
}
