import { useEffect, useEffectEvent } from 'react';

/** What Escape closes, in the order in which it opened: the newest lies on top. */
const layers: Array<() => void> = [];

/** Menus, lists and the browser's own popovers close by themselves, before what is below them. */
const closesItself = '[role="menu"], [role="listbox"], [aria-haspopup][aria-expanded="true"]';
const isPopoverOpen = () => CSS.supports('selector(:popover-open)') && document.querySelector(':popover-open') !== null;

function closeTop(event: KeyboardEvent) {
  if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
  if (event.target instanceof Element && event.target.closest(closesItself)) return;
  if (isPopoverOpen()) return;
  const top = layers.at(-1);
  if (!top) return;
  // Nothing below hears of it.
  event.preventDefault();
  event.stopPropagation();
  top();
}

/** Closes something by Escape while it is open: one thing at a time, what opened last first, wherever the focus is. */
export function useEscape(isOpen: boolean, close: () => void): void {
  const onEscape = useEffectEvent(close);
  useEffect(() => {
    if (!isOpen) return undefined;
    const layer = () => onEscape();
    if (layers.length === 0) window.addEventListener('keydown', closeTop, { capture: true });
    layers.push(layer);
    return () => {
      layers.splice(layers.indexOf(layer), 1);
      if (layers.length === 0) window.removeEventListener('keydown', closeTop, { capture: true });
    };
  }, [isOpen]);
}
