import { useQuery } from '@tanstack/react-query';
import { quoted } from '#core/contract/isolated.ts';
import { isPlatform, platforms } from '#core/contract/platforms.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { shapeWords, sizeWords } from './filter-words.ts';
import type { NarrowingName } from './use-filter.ts';
import { placeWords, usePlaces } from './use-places.ts';
import { useProjects } from './use-projects.ts';

/** What a filter does, in a few words. */
export function useFilterWords() {
  const projects = useProjects();
  const places = usePlaces();
  const models = useQuery({ queryKey: keys.models, queryFn: ({ signal }) => call('listModels', { signal }) });
  return (name: NarrowingName, value: string): string => {
    switch (name) {
      case 'favourite':
        return 'Favourites';
      case 'project':
        if (value === 'none') return 'In no project';
        return `In ${projects.data?.items.find(({ id }) => id === value)?.name ?? 'a project that is gone'}`;
      case 'model':
        return `With ${models.data?.items.find((model) => model.name === value)?.label ?? value}`;
      case 'platform':
        return `From ${isPlatform(value) ? platforms[value].label : value}`;
      case 'place':
        return `From ${placeWords(value, places.data?.items ?? [])}`;
      case 'size':
        return sizeWords(value);
      case 'shape':
        return shapeWords(value);
      case 'from':
        return `Since ${value}`;
      case 'to':
        return `Until ${value}`;
      case 'q':
        return quoted(value);
    }
  };
}
