import { useEffect, useRef } from 'react';
import { type LinkProps, useLocation, useNavigate, useParams } from 'react-router';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { type Filter, searchOf, stateOf } from '../gallery/use-filter.ts';
import { readCameBy } from './came-by.ts';

/**
 * To the images beside this one, and back to the previous page; the browser's Back leads there too, however many were
 * viewed. Steps asked for while the next image still loads are taken once its neighbours are known.
 */
export function useTurning(asset: Pick<Asset, 'id' | 'newerId' | 'olderId'>, filter: Filter) {
  const navigate = useNavigate();
  const { assetId } = useParams();
  const { state } = useLocation();
  const from = readCameBy(state)?.from;
  const search = searchOf(filter);
  const isShown = asset.id === assetId;
  /** Steps not yet taken: towards newer images below zero, towards older ones above. */
  const ahead = useRef(0);
  /** A turn that the page does not know of yet: the address changes before the page does. */
  const isGoing = useRef(false);

  const turn = (id: string) => {
    isGoing.current = true;
    void navigate(`/gallery/${id}${search}`, { replace: true, state, preventScrollReset: true });
  };
  const step = (by: -1 | 1) => {
    const id = by < 0 ? asset.newerId : asset.olderId;
    if (!isShown || isGoing.current) ahead.current += by;
    else if (id) turn(id);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each image that came
  useEffect(() => {
    if (!isShown) return;
    isGoing.current = false;
    if (ahead.current === 0) return;
    const by = ahead.current < 0 ? -1 : 1;
    const hasMore = (by < 0 ? asset.newerId : asset.olderId) !== null;
    ahead.current = hasMore ? ahead.current - by : 0;
    step(by);
  }, [isShown, asset.id]);

  const back = () => void (from ? navigate(-1) : navigate(`/gallery${search}`, { state: stateOf(filter) }));
  /** For a link to another image within the same list: like a step, it adds nothing to the way back. */
  const linkTo = (id: string) =>
    ({ to: `/gallery/${id}${search}`, replace: true, state, preventScrollReset: true }) satisfies LinkProps;
  return { turn, step, back, linkTo, backTo: from ?? 'Gallery' };
}
