import { missing } from './errors.ts';

interface Paging {
  limit?: number | undefined;
  starting_after?: string | undefined;
  ending_before?: string | undefined;
}

/** One page, newest first. `ending_before` returns the page right before its object, in the same order. */
export function page<T extends { id: string }>(oldestFirst: Iterable<T>, params: Paging, url: string, noun: string) {
  const all = [...oldestFirst].reverse();
  const limit = params.limit ?? 10;
  const indexOf = (id: string, param: string) => {
    const index = all.findIndex((each) => each.id === id);
    if (index < 0) throw missing(noun, id, param);
    return index;
  };
  if (params.ending_before !== undefined) {
    const end = indexOf(params.ending_before, 'ending_before');
    const start = Math.max(0, end - limit);
    return { object: 'list' as const, data: all.slice(start, end), has_more: start > 0, url };
  }
  const start = params.starting_after === undefined ? 0 : indexOf(params.starting_after, 'starting_after') + 1;
  return { object: 'list' as const, data: all.slice(start, start + limit), has_more: start + limit < all.length, url };
}
