import { Button } from '@mantine/core';
import classes from './filter-pills.module.css';
import { type Filter, type FilterName, narrowedBy } from './use-filter.ts';
import { useFilterWords } from './use-filter-words.ts';

interface FilterPillsProps {
  filter: Filter;
  set: (name: FilterName, value: string) => void;
  clear: () => void;
}

/** What leaves images out now, each to be taken away by itself. Favourites have their own button, which shows whether they do. */
export function FilterPills({ filter, set, clear }: FilterPillsProps) {
  const words = useFilterWords();
  const on = narrowedBy(filter);
  const shown = on.filter((name) => name !== 'favourite');
  if (shown.length === 0) return null;
  return (
    <div className={classes.pills}>
      {shown.map((name) => (
        <Button
          key={name}
          className={classes.pill}
          size="xs"
          radius="xl"
          variant="default"
          onClick={() => set(name, '')}
          aria-label={`Leave out: ${words(name, filter[name] ?? '')}`}
          rightSection={<span aria-hidden="true">×</span>}
        >
          {words(name, filter[name] ?? '')}
        </Button>
      ))}
      {on.length > 1 && (
        <Button size="xs" variant="subtle" onClick={clear}>
          Clear all
        </Button>
      )}
    </div>
  );
}
