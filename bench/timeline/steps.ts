import type { Play } from '../plays.ts';
import { spreadOf } from '../statistics.ts';

/** Where the overhead of one person alone goes, as the vendors see it: the middle of each step, in milliseconds. */
export interface Timeline {
  /** From the command to its acknowledgement. */
  acknowledge: number;
  /** From there to the prediction: who asks, the hold, the queue, the claim. */
  create: number;
  /** From the model's end to the request for its picture: the webhook, what it said, the queue, the claim. */
  fetch: number;
  /** From there to the message with the picture: download, checks, seal, store, settlement, sending. */
  post: number;
}

/** A play, and when its picture was requested from the provider. */
export type Followed = Play & { fetchedAt?: number | undefined };

export function timelineOf(plays: readonly Followed[]): Timeline {
  const middle = (from: (play: Followed) => number | undefined, to: (play: Followed) => number | undefined) =>
    spreadOf(plays.flatMap((play) => (to(play) ?? Number.NaN) - (from(play) ?? Number.NaN)).filter(Number.isFinite))
      .p50;
  return {
    acknowledge: middle(
      ({ sentAt }) => sentAt,
      ({ acknowledgedAt }) => acknowledgedAt,
    ),
    create: middle(
      ({ acknowledgedAt }) => acknowledgedAt,
      ({ createdAt }) => createdAt,
    ),
    fetch: middle(
      ({ completedAt }) => completedAt,
      ({ fetchedAt }) => fetchedAt,
    ),
    post: middle(
      ({ fetchedAt }) => fetchedAt,
      ({ postedAt }) => postedAt,
    ),
  };
}
