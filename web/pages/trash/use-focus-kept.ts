import { useLayoutEffect, useRef } from 'react';

/** For a list out of which things go: whoever pressed a button that went with them is led to the page's title. */
export function useFocusKept(items: readonly unknown[]) {
  const isInside = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the list is another
  useLayoutEffect(() => {
    if (!isInside.current || document.activeElement !== document.body) return;
    isInside.current = false;
    document.querySelector('h1')?.focus({ preventScroll: true });
  }, [items]);
  return {
    onFocus: () => {
      isInside.current = true;
    },
    onBlur: () => {
      isInside.current = false;
    },
  };
}
