import { NativeSelect } from '@mantine/core';
import { choices, sorts } from './filter-words.ts';
import classes from './filters.module.css';
import { isByTime } from './groups.ts';
import { densities, groupings, useView } from './view.ts';

/** In which order images stand, whether what belongs together has a title, and how large they are. The latter two stay in this browser. */
export function ViewFields({ sort = 'newest', onSort }: { sort?: string | undefined; onSort: (sort: string) => void }) {
  const { grouping, density, set } = useView();
  const look = { classNames: { label: classes.label } };
  return (
    <>
      <NativeSelect
        label="Order"
        {...look}
        value={sort}
        onChange={({ currentTarget: { value } }) => onSort(value === 'newest' ? '' : value)}
        data={choices(sorts)}
      />
      {isByTime(sort) && (
        <NativeSelect
          label="Groups"
          {...look}
          value={grouping}
          onChange={({ currentTarget: { value } }) => set({ grouping: value as keyof typeof groupings })}
          data={choices(groupings)}
        />
      )}
      <NativeSelect
        label="Pictures"
        {...look}
        value={density}
        onChange={({ currentTarget: { value } }) => set({ density: value as keyof typeof densities })}
        data={choices(densities)}
      />
    </>
  );
}
