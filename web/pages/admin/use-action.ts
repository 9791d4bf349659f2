import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from '../../client/problem.ts';
import { keys } from '../../client/queries.ts';

/**
 * Does something once for its id: sent again after no answer came, it is not done twice. What Stripe has refused is over; another
 * try is another action.
 */
export function useAction(): <Result>(work: (actionId: string) => Promise<Result>) => Promise<Result> {
  const client = useQueryClient();
  const [actionId, setActionId] = useState(() => crypto.randomUUID());
  return async (work) => {
    try {
      return await work(actionId);
    } catch (error) {
      if (problemOf(error).type === 'refund_refused') setActionId(crypto.randomUUID());
      throw error;
    } finally {
      await client.invalidateQueries({ queryKey: keys.admin });
    }
  };
}

/** What is wrong with a reason, as far as can be said without asking. */
export const reasonFault = (reason: string) =>
  reason.trim().length < 10 ? { reason: 'Say why, in 10 characters at least.' } : {};
