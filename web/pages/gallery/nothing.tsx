import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { quoted } from '#core/contract/isolated.ts';
import { isPlatform, platforms } from '#core/contract/platforms.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import classes from './nothing.module.css';
import { type Filter, type FilterName, filterNames } from './use-filter.ts';
import { useProjects } from './use-projects.ts';

interface NothingProps {
  filter: Filter;
  set: (name: FilterName, value: string) => void;
  clear: () => void;
}

/** Shown if there are no images: how to make one, or which filters hide them. */
export function Nothing({ filter, set, clear }: NothingProps) {
  const words = useWords();
  const on = filterNames.filter((name) => filter[name] !== undefined);
  if (on.length === 0)
    return (
      <EmptyState icon="gallery" title="No images yet">
        Type <code>/imagine a fox knight</code> in a chat that you have linked. It appears here by itself.
      </EmptyState>
    );
  return (
    <EmptyState icon="gallery" title="No image is like that" action={<Button onClick={clear}>Show all images</Button>}>
      {on.length > 1 && <p className={classes.words}>None is all of this. Leave out one of them:</p>}
      <div className={classes.filters}>
        {on.map((name) => (
          <Button
            key={name}
            size="xs"
            variant="default"
            onClick={() => set(name, '')}
            aria-label={`Leave out: ${words(name, filter[name] ?? '')}`}
            rightSection={<span aria-hidden="true">×</span>}
          >
            {words(name, filter[name] ?? '')}
          </Button>
        ))}
      </div>
    </EmptyState>
  );
}

function useWords() {
  const projects = useProjects();
  const models = useQuery({ queryKey: keys.models, queryFn: ({ signal }) => call('listModels', { signal }) });
  return (name: FilterName, value: string): string => {
    switch (name) {
      case 'project':
        if (value === 'none') return 'In no project';
        return `In ${projects.data?.items.find(({ id }) => id === value)?.name ?? 'a project that is gone'}`;
      case 'model':
        return `With ${models.data?.items.find((model) => model.name === value)?.label ?? value}`;
      case 'platform':
        return `From ${isPlatform(value) ? platforms[value].label : value}`;
      case 'from':
        return `Since ${value}`;
      case 'to':
        return `Until ${value}`;
      case 'q':
        return quoted(value);
    }
  };
}
