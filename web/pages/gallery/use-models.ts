import { useQuery } from '@tanstack/react-query';
import { modelsQuery } from '../../client/queries.ts';
import { usePlaces } from './use-places.ts';

/** The models by which images can be filtered: those on the menu, and then others that drew some of this person's. */
export function useModels(): ReadonlyArray<{ name: string; label: string }> {
  const offered = useQuery(modelsQuery).data?.items ?? [];
  const drew = usePlaces().data?.models ?? [];
  const names = new Set(offered.map(({ name }) => name));
  return [...offered, ...drew.filter(({ name }) => !names.has(name))];
}
