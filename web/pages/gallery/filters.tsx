import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { platformIds, platforms } from '#core/contract/platforms.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import classes from './filters.module.css';
import { SearchField } from './search-field.tsx';
import type { Filter, FilterName } from './use-filter.ts';
import { useProjects } from './use-projects.ts';

interface FiltersProps {
  filter: Filter;
  set: (name: FilterName, value: string) => void;
  clear: () => void;
}

/** One line on a wide screen; on a narrow one, the search, and the others on request. */
export function Filters({ filter, set, clear }: FiltersProps) {
  const [isOpen, setOpen] = useState(false);
  const projects = useProjects();
  const models = useQuery({ queryKey: keys.models, queryFn: ({ signal }) => call('listModels', { signal }) });
  const on = Object.keys(filter).length;
  const besideSearch = on - (filter.q ? 1 : 0);
  const field = (name: FilterName) => ({
    value: filter[name] ?? '',
    'data-on': filter[name] !== undefined || undefined,
    classNames: { label: classes.label },
    onChange: (event: { currentTarget: { value: string } }) => set(name, event.currentTarget.value),
  });
  return (
    <search className={classes.filters}>
      <SearchField value={filter.q ?? ''} onSearch={(words) => set('q', words)} />
      <Button
        className={classes.open}
        variant="default"
        aria-expanded={isOpen}
        aria-controls="more-filters"
        onClick={() => setOpen(!isOpen)}
      >
        Filters{besideSearch > 0 && ` · ${besideSearch}`}
      </Button>
      <div id="more-filters" className={classes.more} data-open={isOpen || undefined}>
        <NativeSelect
          label="Project"
          {...field('project')}
          data={[
            { value: '', label: 'All projects' },
            { value: 'none', label: 'In no project' },
            ...(projects.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <NativeSelect
          label="Model"
          {...field('model')}
          data={[
            { value: '', label: 'All models' },
            ...(models.data?.items ?? []).map(({ name, label }) => ({ value: name, label })),
          ]}
        />
        <NativeSelect
          label="Chat"
          {...field('platform')}
          data={[
            { value: '', label: 'Both chats' },
            ...platformIds.map((value) => ({ value, label: platforms[value].label })),
          ]}
        />
        <TextInput label="From" type="date" {...field('from')} />
        <TextInput label="To" type="date" {...field('to')} />
        {on > 0 && (
          <Button className={classes.clear} variant="subtle" onClick={clear}>
            Clear
          </Button>
        )}
      </div>
    </search>
  );
}
