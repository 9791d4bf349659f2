import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { platformNames } from '../../shell/platform-badge.tsx';
import { type Filter, type FilterName, filterNames } from './use-filter.ts';
import { useProjects } from './use-projects.ts';

interface NothingProps {
  filter: Filter;
  set: (name: FilterName, value: string) => void;
  clear: () => void;
}

/** Where no image is: how to make one, or which filters are in the way. */
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
      {on.length > 1 && <p className="nothing-words">None is all of this. Leave out one of them:</p>}
      <div className="nothing-filters">
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
        return `From ${value === 'discord' || value === 'slack' ? platformNames[value] : value}`;
      case 'from':
        return `Since ${value}`;
      case 'to':
        return `Until ${value}`;
      case 'q':
        return `“${value}”`;
    }
  };
}
