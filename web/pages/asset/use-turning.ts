import { useHotkeys } from '@mantine/hooks';
import { useLocation, useNavigate } from 'react-router';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { type Filter, searchOf, stateOf } from '../gallery/use-filter.ts';
import { readCameBy } from './came-by.ts';

/** To the images beside this one, and back to the previous page; the browser's Back leads there too, however many were viewed. */
export function useTurning(asset: Pick<Asset, 'newerId' | 'olderId'> | undefined, filter: Filter) {
  const navigate = useNavigate();
  const { state } = useLocation();
  const from = readCameBy(state)?.from;
  const search = searchOf(filter);
  const turn = (id: string | null | undefined) => {
    if (id) void navigate(`/gallery/${id}${search}`, { replace: true, state, preventScrollReset: true });
  };
  const back = () => void (from ? navigate(-1) : navigate(`/gallery${search}`, { state: stateOf(filter) }));
  const unless = (deed: () => void) => (event: KeyboardEvent) => {
    const { target } = event;
    // Arrow keys and Escape have another meaning there.
    if (!(target instanceof Element && target.closest('[role="dialog"], [role="menu"]'))) deed();
  };
  useHotkeys([
    ['ArrowLeft', unless(() => turn(asset?.newerId))],
    ['ArrowRight', unless(() => turn(asset?.olderId))],
    ['Escape', unless(() => document.fullscreenElement === null && back())],
  ]);
  return { turn, back, backTo: from ?? 'Gallery' };
}
