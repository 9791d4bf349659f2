import { z } from 'zod';

/** More are too small to compare; a request makes no more. */
export const mostCompared = 4;

/** The page that shows these images side by side. Ids alone: words never stand in an address. */
export const compareAddress = (ids: readonly string[]) => `/compare?ids=${ids.slice(0, mostCompared).join(',')}`;

const id = z.uuid();

/** The images of such an address; what is none is left out. */
export function comparedIn(query: URLSearchParams): string[] {
  const ids = (query.get('ids') ?? '').split(',').filter((each) => id.safeParse(each).success);
  return [...new Set(ids)].slice(0, mostCompared);
}
