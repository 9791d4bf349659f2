import { NativeSelect, TextInput } from '@mantine/core';
import { choices, shapes, sizes } from './filter-words.ts';
import classes from './filters.module.css';
import { type Filter, type FilterName, isInverted } from './use-filter.ts';
import { useModels } from './use-models.ts';
import { placeChoice, placeFilter, placeOptions, usePlaces } from './use-places.ts';
import { useProjects } from './use-projects.ts';

interface FilterFieldsProps {
  filter: Filter;
  set: (name: FilterName, value: string) => void;
  change: (values: Filter) => void;
}

/** What leaves images out, besides words and favourites. */
export function FilterFields({ filter, set, change }: FilterFieldsProps) {
  const projects = useProjects();
  const places = usePlaces();
  const models = useModels();
  const look = (isOn: boolean) => ({ 'data-on': isOn || undefined, classNames: { label: classes.label } });
  const field = (name: FilterName) => ({
    ...look(filter[name] !== undefined),
    value: filter[name] ?? '',
    onChange: (event: { currentTarget: { value: string } }) => set(name, event.currentTarget.value),
  });
  return (
    <>
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
        data={[{ value: '', label: 'All models' }, ...models.map(({ name, label }) => ({ value: name, label }))]}
      />
      <NativeSelect
        label="Asked in"
        {...look(placeChoice(filter) !== '')}
        value={placeChoice(filter)}
        onChange={(event) => change(placeFilter(event.currentTarget.value))}
        data={placeOptions(places.data?.items ?? [])}
      />
      <NativeSelect label="Size" {...field('size')} data={[{ value: '', label: 'All sizes' }, ...choices(sizes)]} />
      <NativeSelect label="Shape" {...field('shape')} data={[{ value: '', label: 'All shapes' }, ...choices(shapes)]} />
      <TextInput label="From" type="date" {...field('from')} />
      <TextInput label="To" type="date" {...field('to')} error={isInverted(filter) && 'Before From'} />
    </>
  );
}
