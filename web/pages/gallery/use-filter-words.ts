import { quoted } from '#core/contract/isolated.ts';
import { isPlatform, platforms } from '#core/contract/platforms.ts';
import { shapeWords, sizeWords } from './filter-words.ts';
import type { NarrowingName } from './use-filter.ts';
import { useModels } from './use-models.ts';
import { placeWords, usePlaces } from './use-places.ts';
import { useProjects } from './use-projects.ts';

/** What a filter does, in a few words. */
export function useFilterWords() {
  const projects = useProjects();
  const places = usePlaces();
  const models = useModels();
  return (name: NarrowingName, value: string): string => {
    switch (name) {
      case 'favourite':
        return 'Favourites';
      case 'project':
        if (value === 'none') return 'In no project';
        return `In ${projects.data?.items.find(({ id }) => id === value)?.name ?? 'a project that is gone'}`;
      case 'model':
        return `With ${models.find((model) => model.name === value)?.label ?? value}`;
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
