import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';

const controlsIn = (root: HTMLElement) => [...root.querySelectorAll<HTMLElement>('a[href], button, input')];
const isSame = (one: HTMLElement, other: HTMLElement | undefined): other is HTMLElement =>
  one.tagName === other?.tagName && one.textContent === other.textContent;

/**
 * Watches a page that came with its document (api/web/documents.ts) until scripts draw the same in its place: what was typed there stays, the focus does,
 * and a button that was pressed (public/scheme.js) does then what it says.
 */
export function watchAhead(root: HTMLElement) {
  const before = controlsIn(root);
  let focused = document.activeElement;
  const note = () => {
    focused = document.activeElement;
  };
  // Not before the browser has moved the focus, and not when the page is being replaced.
  const noteSoon = () => queueMicrotask(note);
  root.addEventListener('focusin', note);
  root.addEventListener('focusout', noteSoon);
  return {
    /** To be called as soon as the page is drawn. Returns what is left to do once it can be pressed. */
    restore(): () => void {
      root.removeEventListener('focusin', note);
      root.removeEventListener('focusout', noteSoon);
      delete root.dataset.ahead;
      let pressed: HTMLElement | undefined;
      for (const [index, now] of controlsIn(root).entries()) {
        const old = before[index];
        if (!old || !isSame(old, now)) break; // another page: of somebody who is signed in
        if (old instanceof HTMLInputElement && now instanceof HTMLInputElement && old.value !== '')
          now.value = old.value;
        if (old === focused) now.focus({ preventScroll: true });
        if (old.dataset.pressed !== undefined) pressed = now;
      }
      return () => pressed?.click();
    },
  };
}

/** The page, drawn in the place of the one that came with the document. */
export function TakeOver({ from, children }: { from: ReturnType<typeof watchAhead>; children: ReactNode }) {
  const press = useRef<() => void>(undefined);
  useLayoutEffect(() => {
    press.current ??= from.restore();
  }, [from]);
  useEffect(() => {
    press.current?.();
    press.current = () => undefined;
  }, []);
  return children;
}
