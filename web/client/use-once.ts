import { useRef } from 'react';
import { problemOf } from './problem.ts';

/** A second press of a double click, which comes after a quick answer. */
const doubleMs = 1_000;

interface Sent<Answer> {
  requestKey: string;
  /** Undefined: nobody knows what became of it. */
  answer: Promise<Answer> | undefined;
  /** When the answer came; undefined: it is under way. */
  at: number | undefined;
}

/**
 * Sends each wish once: a double click gets the answer of its first press, and while nobody knows what became of a wish, another try has
 * the same key, by which it is the same request. Different wishes do not wait for each other. It decides at the press, since what was
 * drawn last may be older.
 */
export function useOnce<Answer>() {
  const sent = useRef(new Map<string, Sent<Answer>>());
  return (wish: string, send: (requestKey: string) => Promise<Answer>): Promise<Answer> => {
    const before = sent.current.get(wish);
    const isDouble = before?.at === undefined || Date.now() - before.at < doubleMs;
    if (before?.answer && isDouble) return before.answer;
    const requestKey = before && !before.answer ? before.requestKey : crypto.randomUUID();
    const now: Sent<Answer> = { requestKey, answer: undefined, at: undefined };
    sent.current.set(wish, now);
    const sending = async () => {
      try {
        const answer = await send(requestKey);
        now.at = Date.now();
        return answer;
      } catch (error) {
        now.answer = undefined;
        const { status } = problemOf(error);
        if (status >= 400 && status < 500) sent.current.delete(wish);
        throw error;
      }
    };
    now.answer = sending();
    return now.answer;
  };
}
