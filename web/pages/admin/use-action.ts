import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from '../../client/problem.ts';
import { keys } from '../../client/queries.ts';

/**
 * Performs an action once per id: repeated after a lost answer, it is not done twice. One that was done, or that Stripe refused, has ended: what
 * comes next is a new action.
 */
export function useAction(): <Result>(work: (actionId: string) => Promise<Result>) => Promise<Result> {
  const client = useQueryClient();
  const [actionId, setActionId] = useState(() => crypto.randomUUID());
  return async (work) => {
    try {
      const result = await work(actionId);
      setActionId(crypto.randomUUID());
      return result;
    } catch (error) {
      if (problemOf(error).type === 'refund_refused') setActionId(crypto.randomUUID());
      throw error;
    } finally {
      await client.invalidateQueries({ queryKey: keys.admin });
    }
  };
}

/** What is wrong with a reason, if that shows without asking the server. */
export const reasonFault = (reason: string) =>
  reason.trim().length < 10 ? { reason: 'Say why, in 10 characters at least.' } : {};
