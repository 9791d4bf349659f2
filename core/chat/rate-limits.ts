import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { ChatUser } from '../accounts/chat-user.ts';
import { Failure } from '../failure.ts';
import { counted } from '../words.ts';
import { type Platform, platforms } from './platforms.ts';

/** Who asks, and in which channels of whose place; a direct message has none, and is in nobody's. */
export interface AskedBy {
  user: ChatUser;
  team?: { externalId: string } | undefined;
  channelIds?: readonly string[] | undefined;
}

/** How many requests of a chat (commands, presses, forms) are taken in a minute, which begins with its first one. */
export interface ChatRateLimits {
  /** Counts one. What is refused does not count for the place. @throws Failure too_many_requests, with the seconds to wait */
  count(by: AskedBy): Promise<void>;
}

const windowS = 60;

/** In memory, so that it costs no round trip: each process counts by itself, and anew after a restart. Whoever asks is kept for one minute. */
export function createChatRateLimits(most: { ofPerson: number; ofPlace: number }): ChatRateLimits {
  const people = new RateLimiterMemory({ points: most.ofPerson, duration: windowS });
  const places = new RateLimiterMemory({ points: most.ofPlace, duration: windowS });
  return {
    async count({ user: { platform, teamId, userId }, team, channelIds = [] }) {
      await take(people, `${platform} ${teamId} ${userId}`, tooManyOfYours(most.ofPerson));
      if (team && channelIds.length > 0)
        await take(places, `${platform} ${team.externalId}`, tooManyHere(platform, most.ofPlace));
    },
  };
}

async function take(limiter: RateLimiterMemory, key: string, refusal: (waitMs: number) => Failure): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (refused instanceof RateLimiterRes) throw refusal(refused.msBeforeNext);
    throw refused;
  }
}

const tooManyOfYours = (most: number) => (waitMs: number) =>
  new Failure('too_many_requests', {
    title: 'That was a lot at once',
    happened: `I take ${counted(most, 'request')} a minute from one person, and you have sent as many. This one was not done and cost nothing.`,
    next: again(waitMs),
  });

const tooManyHere = (platform: Platform, most: number) => (waitMs: number) =>
  new Failure('too_many_requests', {
    title: `This ${platforms[platform].placeWord} is very busy`,
    happened: `I take ${counted(most, 'request')} a minute from one ${platforms[platform].placeWord}, and everybody here together has sent as many. Yours was not done and cost nothing.`,
    next: again(waitMs),
  });

function again(waitMs: number): string {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return `Try again in ${seconds === 1 ? '1 second' : `${seconds} seconds`}.`;
}
