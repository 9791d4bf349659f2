import { type Platform, platforms } from '../chat/platforms.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { within } from '../within.ts';

/** Short, because a person waits for a page. */
const patienceMs = 4_000;

/** What a chat answers about a team. @throws Failure chat_silent, if it does not answer; a Failure of the question itself */
export const asked = <Answer>(
  { log }: Pick<Deps, 'log'>,
  platform: Platform,
  question: Promise<Answer>,
): Promise<Answer> =>
  within(patienceMs, question).catch((err: unknown) => {
    log.warn({ err, platform }, 'the chat did not answer a question about a team');
    const chat = platforms[platform].label;
    throw new Failure('chat_silent', {
      title: `${chat} does not answer`,
      happened: `I asked ${chat} about this team, and heard nothing. Nothing was changed.`,
      next: 'Please try again in a moment.',
    });
  });
