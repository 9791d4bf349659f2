import { useEffect } from 'react';

/** What opens over the page, and is gone when it closes. */
const over = '[role="dialog"], [role="menu"]';
/** Dialogs and menus lead back by themselves, after 10 ms: only what they leave undone is done here. */
const patienceMs = 50;

/**
 * The focus is not lost with what has it. If that goes, it is led to what opened the dialog or menu that closed, or to the page's title; if it is
 * a button that is off while it works, it comes back once the button is on again. Whoever leaves by a key or a press is left alone, and what lets go of it itself.
 */
export function useFocusKept(): void {
  useEffect(() => {
    let last: HTMLElement | undefined;
    /** The last one that was in the page itself. */
    let below: HTMLElement | undefined;
    let hasLeft = false;
    /** The last one was off since it had the focus. */
    let wasOff = false;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const onFocus = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return;
      hasLeft = false;
      wasOff = false;
      last = target;
      if (!target.closest(over)) below = target;
    };
    const leave = () => {
      hasLeft = true;
    };
    const onKey = ({ key }: KeyboardEvent) => key === 'Tab' && leave();
    const isLost = () => last !== undefined && !hasLeft && document.activeElement === document.body;
    const lead = () => {
      if (!last || !isLost()) return;
      if (last.isConnected && (last.matches(':disabled') || (isOpen(last) && !wasOff))) return;
      const openDialog = [...document.querySelectorAll<HTMLElement>('[role="dialog"]')].at(-1);
      const wasOver = last !== below;
      const ways = [last, openDialog, wasOver ? below : undefined, document.querySelector('h1')];
      ways.find((way) => way && isOpen(way))?.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(() => {
      wasOff ||= last?.matches(':disabled') ?? false;
      if (!isLost()) return;
      clearTimeout(timer);
      timer = setTimeout(lead, patienceMs);
    });

    observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled'] });
    document.addEventListener('focusin', onFocus);
    document.addEventListener('pointerdown', leave, { capture: true });
    document.addEventListener('keydown', onKey, { capture: true });
    return () => {
      observer.disconnect();
      clearTimeout(timer);
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('pointerdown', leave, { capture: true });
      document.removeEventListener('keydown', onKey, { capture: true });
    };
  }, []);
}

/** Can have the focus: a part of the page that is seen. */
const isOpen = (place: HTMLElement) => place.getClientRects().length > 0 && !place.matches(':disabled');
