import { useSearchParams } from 'react-router';
import { safeNext } from './safe-next.ts';

/** Where to go on afterwards: `?next=`, if it is a page of ours. */
export function useNext(): string {
  const [query] = useSearchParams();
  return safeNext(query.get('next'));
}

/** What waits there, for a button; undefined for the start page. */
export const isLinking = (next: string) => next === '/link' || next.startsWith('/link?');
