import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { useEscape } from '../../client/use-escape.ts';
import { PixelIcon } from '../../shell/pixel-icon.tsx';
import { FilterFields } from './filter-fields.tsx';
import { FilterPills } from './filter-pills.tsx';
import classes from './filters.module.css';
import { SearchField } from './search-field.tsx';
import { type Filter, type FilterName, narrowedBy } from './use-filter.ts';
import { ViewFields } from './view-fields.tsx';

interface FiltersProps {
  filter: Filter;
  set: (name: FilterName, value: string) => void;
  change: (values: Filter) => void;
  clear: () => void;
}

/** One line: the words, favourites, and what is asked for rarely behind one button; below it, what leaves images out now. */
export function Filters({ filter, set, change, clear }: FiltersProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const fields = useRef<HTMLDivElement>(null);
  useEscape(isOpen, () => {
    const hadFocus = fields.current?.contains(document.activeElement) === true;
    setOpen(false);
    if (hadFocus) button.current?.focus();
  });
  const folded = narrowedBy(filter).filter((name) => name !== 'q' && name !== 'favourite').length;
  const isFavourite = filter.favourite === 'yes';
  return (
    <search className={classes.filters}>
      <SearchField value={filter.q ?? ''} onSearch={(words) => set('q', words)} />
      <Button
        variant="default"
        aria-pressed={isFavourite}
        data-on={isFavourite || undefined}
        leftSection={<PixelIcon name={isFavourite ? 'heart' : 'heartEmpty'} size={16} />}
        onClick={() => set('favourite', isFavourite ? '' : 'yes')}
      >
        Favourites
      </Button>
      <Button
        ref={button}
        variant="default"
        aria-expanded={isOpen}
        aria-controls="more-filters more-views"
        data-on={folded > 0 || undefined}
        onClick={() => setOpen(!isOpen)}
      >
        Filter{folded > 0 && ` · ${folded}`}
      </Button>
      <div id="more-views" className={classes.views} data-open={isOpen || undefined}>
        <ViewFields sort={filter.sort} onSort={(sort) => set('sort', sort)} />
      </div>
      <div ref={fields} id="more-filters" className={classes.more} data-open={isOpen || undefined}>
        <FilterFields filter={filter} set={set} change={change} />
      </div>
      <FilterPills filter={filter} set={set} clear={clear} />
    </search>
  );
}
