import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';

/** Who answers questions about privacy. */
export const contactQuery = {
  queryKey: keys.privacyContact,
  queryFn: ({ signal }: { signal: AbortSignal }) => call('getPrivacyContact', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
};
