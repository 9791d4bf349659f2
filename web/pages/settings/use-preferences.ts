import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Answered, Sent } from '#core/contract/pages/contract.ts';
import type { Preferences } from '#core/contract/pages/preferences.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';

/** What one wants where one names nothing: the same as /settings in chat. Each change is saved at once. */
export function usePreferences() {
  const client = useQueryClient();
  const query = useQuery({ queryKey: keys.preferences, queryFn: ({ signal }) => call('getPreferences', { signal }) });
  const saving = useMutation({
    // One after the other: each begins with what the one before left.
    scope: { id: 'preferences' },
    mutationFn: (body: Sent<'savePreferences'>['body']) => call('savePreferences', { body }),
    onSuccess: (preferences) =>
      client.setQueryData<Answered<'getPreferences'>>(keys.preferences, (known) => known && { ...known, preferences }),
  });
  /** As it will be, once what is being saved is saved. */
  const preferences = query.data && withChanges(query.data.preferences, saving.isPending ? saving.variables : {});
  return { query, saving, preferences };
}

function withChanges(before: Preferences, changes: Sent<'savePreferences'>['body']): Preferences {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...before, ...Object.fromEntries(given) };
}
