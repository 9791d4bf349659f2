import { useQuery } from '@tanstack/react-query';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';

export const useProjects = () =>
  useQuery({ queryKey: keys.projects, queryFn: ({ signal }) => call('listProjects', { signal }) });
