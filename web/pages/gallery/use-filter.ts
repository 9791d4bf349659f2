import { useSearchParams } from 'react-router';
import type { Sent } from '#core/contract/contract.ts';
import { queryOf } from '../../client/call.ts';

export const filterNames = ['project', 'model', 'platform', 'from', 'to', 'q'] as const;
export type FilterName = (typeof filterNames)[number];
export type Filter = Partial<Record<FilterName, string>>;

/** The filters are the address: a filtered gallery can be kept as a bookmark, and Back undoes one. */
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
      // Each letter of a search is no step of its own.
      { replace: name === 'q' },
    );
  return { filter, set, clear: () => setQuery({}) };
}

/** `?project=…` for a link to what is filtered the same way. */
export const searchOf = (filter: Filter) => queryOf(filter);

/** For the API, which refuses what it does not know in words of its own. */
export const asked = (filter: Filter) => filter as NonNullable<Sent<'getAsset'>['query']>;
