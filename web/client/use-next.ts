import { useSearchParams } from 'react-router';
import { safeNext } from './safe-next.ts';

/** Where to go afterwards: `?next=`, if it is one of our pages. */
export function useNext(): string {
  const [query] = useSearchParams();
  return safeNext(query.get('next'));
}

/** Whether the next page is the linking page, for a button's label. */
export const isLinking = (next: string) => next === '/link' || next.startsWith('/link?');
