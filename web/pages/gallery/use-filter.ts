import { useSearchParams } from 'react-router';
import type { Sent } from '#core/contract/pages/contract.ts';
import { queryOf } from '../../client/call.ts';

export const filterNames = ['project', 'model', 'platform', 'from', 'to', 'q'] as const;
export type FilterName = (typeof filterNames)[number];
export type Filter = Partial<Record<FilterName, string>>;

/** The filters are in the address: a filtered gallery can be bookmarked, and Back undoes a filter. */
export function useFilter() {
  const [query, setQuery] = useSearchParams();
  const filter: Filter = Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = query.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  const set = (name: FilterName, value: string) =>
    setQuery(
      (old) => {
        const next = new URLSearchParams(old);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      // The letters of a search get no history entries of their own.
      { replace: name === 'q' },
    );
  return { filter, set, clear: () => setQuery({}) };
}

/** `?project=…` for a link to a list with the same filter. */
export const searchOf = (filter: Filter) => queryOf(filter);

/** For the API, which rejects unknown values with its own message. */
export const asked = (filter: Filter) => filter as NonNullable<Sent<'getAsset'>['query']>;
