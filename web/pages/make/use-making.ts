import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { call } from '../../client/call.ts';
import { problemOf } from '../../client/problem.ts';
import { keys } from '../../client/queries.ts';
import { type Draft, wishOf } from './draft.ts';
import type { Attempt } from './draft-box.ts';

/** A second press of a double click, which comes after a quick answer. */
const doubleMs = 1_000;

/**
 * Sends what is written. While nobody knows what became of it, another try is the same request: what was made already is not made twice. What is refused
 * for certain is a new one next time.
 */
export function useMaking({
  attempt,
  setAttempt,
}: {
  attempt: Attempt | undefined;
  setAttempt: (attempt: Attempt | undefined) => void;
}) {
  const client = useQueryClient();
  const made = useRef<{ wish: string; at: number }>(undefined);
  // At the press: what was drawn last may be older.
  const isSending = useRef(false);
  const making = useMutation({
    mutationFn: async (draft: Draft) => {
      const body = wishOf(draft);
      const wish = JSON.stringify(body);
      const requestKey = attempt?.wish === wish ? attempt.requestKey : crypto.randomUUID();
      setAttempt({ requestKey, wish });
      const begun = await call('makeImages', { body: { ...body, requestKey } }).finally(() => {
        isSending.current = false;
      });
      made.current = { wish, at: Date.now() };
      return begun;
    },
    onSuccess: () => setAttempt(undefined),
    onError: (error) => {
      const { status } = problemOf(error);
      if (status >= 400 && status < 500) setAttempt(undefined);
    },
    onSettled: () =>
      Promise.all([keys.generations, keys.home, keys.making].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
  return {
    ...making,
    make(draft: Draft) {
      const { current: last } = made;
      const isDouble =
        last !== undefined && Date.now() - last.at < doubleMs && last.wish === JSON.stringify(wishOf(draft));
      if (making.isPending || isSending.current || isDouble) return;
      isSending.current = true;
      making.mutate(draft);
    },
  };
}
