import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { PixelIcon } from '../../shell/pixel-icon.tsx';
import { choices, shapes, sizes } from './filter-words.ts';
import classes from './filters.module.css';
import { SearchField } from './search-field.tsx';
import { type Filter, type FilterName, isInverted, narrowedBy } from './use-filter.ts';
import { placeChoice, placeFilter, placeOptions, usePlaces } from './use-places.ts';
import { useProjects } from './use-projects.ts';
import { ViewFields } from './view-fields.tsx';

interface FiltersProps {
  filter: Filter;
  set: (name: FilterName, value: string) => void;
  change: (values: Filter) => void;
  clear: () => void;
}

/** Two lines on a wide screen; on a narrow one, the search, and the others on request. */
export function Filters({ filter, set, change, clear }: FiltersProps) {
  const [isOpen, setOpen] = useState(false);
  const projects = useProjects();
  const places = usePlaces();
  const models = useQuery({ queryKey: keys.models, queryFn: ({ signal }) => call('listModels', { signal }) });
  const on = narrowedBy(filter).length;
  const besideSearch = on - (filter.q ? 1 : 0);
  const look = (isOn: boolean) => ({ 'data-on': isOn || undefined, classNames: { label: classes.label } });
  const field = (name: FilterName) => ({
    ...look(filter[name] !== undefined),
    value: filter[name] ?? '',
    onChange: (event: { currentTarget: { value: string } }) => set(name, event.currentTarget.value),
  });
  const isFavourite = filter.favourite === 'yes';
  return (
    <search className={classes.filters}>
      <SearchField value={filter.q ?? ''} onSearch={(words) => set('q', words)} />
      <Button
        className={classes.open}
        variant="default"
        aria-expanded={isOpen}
        aria-controls="more-filters more-views"
        onClick={() => setOpen(!isOpen)}
      >
        Filters{besideSearch > 0 && ` · ${besideSearch}`}
      </Button>
      <div id="more-views" className={classes.views} data-open={isOpen || undefined}>
        <Button
          className={classes.favourites}
          variant="default"
          aria-pressed={isFavourite}
          data-on={isFavourite || undefined}
          leftSection={<PixelIcon name={isFavourite ? 'heart' : 'heartEmpty'} size={16} />}
          onClick={() => set('favourite', isFavourite ? '' : 'yes')}
        >
          Favourites
        </Button>
        <ViewFields sort={filter.sort} onSort={(sort) => set('sort', sort)} />
      </div>
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
          label="Asked in"
          {...look(placeChoice(filter) !== '')}
          value={placeChoice(filter)}
          onChange={(event) => change(placeFilter(event.currentTarget.value))}
          data={placeOptions(places.data?.items ?? [])}
        />
        <NativeSelect label="Size" {...field('size')} data={[{ value: '', label: 'All sizes' }, ...choices(sizes)]} />
        <NativeSelect
          label="Shape"
          {...field('shape')}
          data={[{ value: '', label: 'All shapes' }, ...choices(shapes)]}
        />
        <TextInput label="From" type="date" {...field('from')} />
        <TextInput label="To" type="date" {...field('to')} error={isInverted(filter) && 'Before From'} />
        {on > 0 && (
          <Button className={classes.clear} variant="subtle" onClick={clear}>
            Clear
          </Button>
        )}
      </div>
    </search>
  );
}
