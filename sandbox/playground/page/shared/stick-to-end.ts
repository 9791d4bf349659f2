import { useEffect, useLayoutEffect, useRef } from 'react';

/** Keeps a list at its newest entry, unless the person has scrolled up to read. */
export function useStickToEnd(content: unknown, place: string) {
  const element = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const last = useRef({ top: 0, size: '' });
  const lastPlace = useRef(place);
  useLayoutEffect(() => {
    const list = element.current;
    if (!list || content === undefined) return;
    if (lastPlace.current !== place) isAtEnd.current = true;
    lastPlace.current = place;
    if (isAtEnd.current) list.scrollTop = list.scrollHeight;
  }, [content, place]);
  useEffect(() => {
    const list = element.current;
    if (!list) return;
    // A narrower list, or a picture that has loaded, must not push the end out of sight.
    const watcher = new ResizeObserver(() => {
      if (isAtEnd.current) list.scrollTop = list.scrollHeight;
    });
    for (const each of [list, ...list.children]) watcher.observe(each);
    return () => watcher.disconnect();
  }, []);
  const nearPx = 40;
  return {
    ref: element,
    // Scrollable areas must be reachable by keyboard.
    tabIndex: 0,
    onScroll() {
      const list = element.current;
      if (!list) return;
      const isNear = list.scrollHeight - list.scrollTop - list.clientHeight < nearPx;
      // Only a person scrolls up: growth below does not, and a list of another size was moved by its layout.
      const before = last.current;
      last.current = { top: list.scrollTop, size: `${list.scrollHeight} ${list.clientHeight}` };
      if (isNear) isAtEnd.current = true;
      else if (list.scrollTop < before.top && last.current.size === before.size) isAtEnd.current = false;
    },
  };
}
