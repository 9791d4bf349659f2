import { useLayoutEffect, useRef } from 'react';

/** Keeps a list at its newest entry, unless the person has scrolled up to read. */
export function useStickToEnd(content: unknown, place: string) {
  const element = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const lastPlace = useRef(place);
  useLayoutEffect(() => {
    const list = element.current;
    if (!list || content === undefined) return;
    if (lastPlace.current !== place) isAtEnd.current = true;
    lastPlace.current = place;
    if (isAtEnd.current) list.scrollTop = list.scrollHeight;
  }, [content, place]);
  const nearPx = 40;
  return {
    ref: element,
    // What scrolls must be reachable by keyboard.
    tabIndex: 0,
    onScroll() {
      const list = element.current;
      if (list) isAtEnd.current = list.scrollHeight - list.scrollTop - list.clientHeight < nearPx;
    },
  };
}
