import { useEffect } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { z } from 'zod';
import type { Sent } from '#core/contract/pages/contract.ts';
import { queryOf } from '../../client/call.ts';

/** What leaves images out. */
export const narrowingNames = [
  ...(['favourite', 'project', 'model', 'platform', 'place', 'size', 'shape'] as const),
  ...(['from', 'to', 'q'] as const),
] as const;
export type NarrowingName = (typeof narrowingNames)[number];
export const filterNames = [...narrowingNames, 'sort'] as const;
export type FilterName = (typeof filterNames)[number];
export type Filter = Partial<Record<FilterName, string>>;

/** The parts of a filter that leave images out. */
export const narrowedBy = (filter: Filter): NarrowingName[] =>
  narrowingNames.filter((name) => filter[name] !== undefined);

/** No day is in it. */
export const isInverted = ({ from, to }: Filter): boolean => from !== undefined && to !== undefined && from > to;

/** The words that somebody searches for, in the browser's history. Its other entries (`CameBy`) stay beside them. */
const searching = z.looseObject({ words: z.string().optional().catch(undefined) });
const readState = (state: unknown) => searching.safeParse(state).data ?? {};

/**
 * The filters are in the address: a filtered gallery can be bookmarked, and Back undoes a filter. The words of a search are somebody's own: they are
 * never in an address, which browsers and proxies keep, but in the history's entry, so that Back and a reload keep them.
 */
export function useFilter() {
  const navigate = useNavigate();
  const state = readState(useLocation().state);
  const [query] = useSearchParams();
  // From a bookmark of a page that still had them there.
  const fromAddress = query.get('q') ?? '';
  const words = state.words ?? fromAddress;
  const filter: Filter = Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = name === 'q' ? words : query.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  const go = (wanted: Filter, replace: boolean) =>
    void navigate(searchOf(wanted) || '?', { replace, state: { ...state, ...stateOf(wanted) } });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each address that has them
  useEffect(() => {
    if (fromAddress !== '') go(filter, true);
  }, [fromAddress]);
  return {
    filter,
    // The letters of a search get no history entries of their own.
    set: (name: FilterName, value: string) => go({ ...filter, [name]: value }, name === 'q'),
    change: (values: Filter) => go({ ...filter, ...values }, false),
    /** Everything is shown again, in the order that was chosen. */
    clear: () => go(filter.sort ? { sort: filter.sort } : {}, false),
  };
}

/** `?project=…` for a link to a list with the same filter; its words go along by `stateOf`. */
export const searchOf = ({ q: _, ...filter }: Filter) => queryOf(filter);

/** What a link's `state` has of a filter. */
export const stateOf = ({ q }: Filter) => ({ words: q || undefined });

/** For the API, which rejects unknown values with its own message. */
export const asked = (filter: Filter) => filter as NonNullable<Sent<'getFoundAsset'>['body']>;
