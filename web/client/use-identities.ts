import { useQuery } from '@tanstack/react-query';
import { call } from './call.ts';
import { keys } from './queries.ts';

/** The chats that this person has linked. */
export const useIdentities = () =>
  useQuery({ queryKey: keys.identities, queryFn: ({ signal }) => call('listIdentities', { signal }) });
