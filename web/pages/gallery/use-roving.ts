import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { AssetSummary } from '#core/contract/pages/shapes.ts';
import { type MoveKey, moved, moveKeys } from './moves.ts';
import type { Row } from './rows.ts';
import type { Selection } from './use-selection.ts';
import type { TileDeeds } from './use-tile-deeds.ts';

interface RovingOptions {
  assets: readonly AssetSummary[];
  rows: readonly Row[];
  selection: Selection;
  grid: RefObject<HTMLElement | null>;
  /** The image to start with: the one that somebody comes back from. */
  initialId: string | undefined;
  deeds: TileDeeds;
}

/** Tab reaches one image in the grid, and the arrow keys the others from there. */
export function useRoving({ assets, rows, selection, grid, initialId, deeds }: RovingOptions) {
  const [current, setCurrent] = useState<{ id: string | undefined; index: number }>({ id: initialId, index: 0 });
  const wantsFocus = useRef(assets.some((asset) => asset.id === initialId));
  /** Whether the focus is in the grid; what goes away with it does not say so. */
  const isInside = useRef(false);
  const found = assets.findIndex(({ id }) => id === current.id);
  // If it was deleted, the one now at its index.
  const index = found >= 0 ? found : Math.min(current.index, assets.length - 1);
  const id = assets[index]?.id;

  useLayoutEffect(() => {
    // The image that had it is gone: the one now in its place gets it.
    if (isInside.current && document.activeElement === document.body) wantsFocus.current = true;
    if (!wantsFocus.current) return;
    const link = linkOf(grid.current, id);
    if (!link) return;
    wantsFocus.current = false;
    link.focus({ preventScroll: true });
    link.scrollIntoView({ block: 'nearest' });
  });

  /** By index only: the image there may change in the same update. */
  const go = (to: number) => {
    wantsFocus.current = true;
    setCurrent({ id: undefined, index: to });
  };

  function onKeyDown(event: KeyboardEvent) {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    const asset = assets[index];
    if (!asset || id === undefined || altKey || isOnButton(event.target)) return;
    if ((ctrlKey || metaKey) && key.toLowerCase() === 'a') selection.all();
    else if (isMoveKey(key) && !metaKey) {
      const to = moved(key, index, rows, window.innerHeight);
      go(to);
      const target = assets[to]?.id;
      if (shiftKey && target !== undefined) selection.extendFrom(id, target);
    } else if (key === ' ' && shiftKey) selection.extend(id);
    else if (key === ' ') selection.toggle(id);
    else if (key === 'f' && !ctrlKey && !metaKey) deeds.favour(asset);
    else if (key === 'Delete') deeds.trash(asset);
    else return;
    event.preventDefault();
  }

  return {
    index,
    id,
    go,
    onKeyDown,
    onEnter: () => {
      isInside.current = true;
    },
    onLeave: () => {
      isInside.current = false;
    },
    /** For an image that got the focus by itself. */
    onFocus: (focused: string, at: number) => setCurrent({ id: focused, index: at }),
  };
}

/** The buttons of an image, and its menu, have keys of their own. */
const isOnButton = (target: EventTarget) =>
  target instanceof Element && target.closest('button, [role="menu"]') !== null;

const isMoveKey = (key: string): key is MoveKey => moveKeys.some((each) => each === key);

const linkOf = (grid: HTMLElement | null, id: string | undefined) =>
  grid?.querySelector<HTMLElement>(`[data-asset="${id}"]`) ?? undefined;
