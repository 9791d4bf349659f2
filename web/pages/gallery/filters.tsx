import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { useProjects } from './use-projects.ts';

export const filterNames = ['project', 'model', 'platform', 'from', 'to', 'q'] as const;
export type Filter = Partial<Record<(typeof filterNames)[number], string>>;

/** The filters are the address: a filtered gallery can be kept as a bookmark, and Back undoes one. */
export function useFilter() {
  const [query, setQuery] = useSearchParams();
  const filter: Filter = Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = query.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  const set = (name: keyof Filter, value: string) =>
    setQuery(
      (old) => {
        const next = new URLSearchParams(old);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: name === 'q' },
    );
  return { filter, set, clear: () => setQuery({}) };
}

export function Filters({ filter, set }: { filter: Filter; set: (name: keyof Filter, value: string) => void }) {
  const projects = useProjects();
  const models = useQuery({ queryKey: keys.models, queryFn: ({ signal }) => call('listModels', { signal }) });
  const search = useDebouncedCallback((words: string) => set('q', words.trim()), 300);
  const select = (name: 'project' | 'model' | 'platform') => ({
    value: filter[name] ?? '',
    onChange: (event: { currentTarget: { value: string } }) => set(name, event.currentTarget.value),
  });
  return (
    <search className="filters">
      <TextInput
        label="Search prompts"
        type="search"
        defaultValue={filter.q ?? ''}
        onChange={(event) => search(event.currentTarget.value)}
      />
      <NativeSelect
        label="Project"
        {...select('project')}
        data={[
          { value: '', label: 'All' },
          { value: 'none', label: 'In no project' },
          ...(projects.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <NativeSelect
        label="Model"
        {...select('model')}
        data={[
          { value: '', label: 'All' },
          ...(models.data?.items ?? []).map(({ name, label }) => ({ value: name, label })),
        ]}
      />
      <NativeSelect
        label="Chat"
        {...select('platform')}
        data={[
          { value: '', label: 'All' },
          { value: 'discord', label: 'Discord' },
          { value: 'slack', label: 'Slack' },
        ]}
      />
      <TextInput
        label="From"
        type="date"
        value={filter.from ?? ''}
        onChange={(event) => set('from', event.currentTarget.value)}
      />
      <TextInput
        label="To"
        type="date"
        value={filter.to ?? ''}
        onChange={(event) => set('to', event.currentTarget.value)}
      />
    </search>
  );
}
