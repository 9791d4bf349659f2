import { Button } from '@mantine/core';
import { type RefObject, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { AssetSummary } from '#core/contract/pages/shapes.ts';
import { type Fitted, fitInto } from './fit.ts';
import classes from './stage.module.css';

/** The picture, as large as its space allows; the space is reserved before the picture loads. */
export function Stage({ asset }: { asset: AssetSummary }) {
  const box = useRef<HTMLDivElement>(null);
  const place = useFit(box, asset);
  const isLarge = useIsLarge();
  const [loadedId, setLoadedId] = useState<string>();
  return (
    <div className={classes.stage} ref={box}>
      {place && (
        <img
          key={asset.id}
          className={classes.image}
          src={asset.imageUrl}
          alt={asset.prompt}
          onLoad={() => setLoadedId(asset.id)}
          data-whole={place.factor ?? undefined}
          style={{
            left: place.left,
            top: place.top,
            width: place.width,
            height: place.height,
            // The thumbnail until the picture has loaded; not afterwards, because pictures may be transparent.
            ...(loadedId === asset.id ? {} : { backgroundImage: `url("${asset.thumbnailUrl}")` }),
          }}
        />
      )}
      {document.fullscreenEnabled && (
        <Button
          size="xs"
          variant="default"
          className={classes.large}
          onClick={() => void (isLarge ? document.exitFullscreen() : box.current?.requestFullscreen())}
        >
          {isLarge ? 'Leave full screen' : 'Full screen'}
        </Button>
      )}
    </div>
  );
}

/** Whether the picture is fullscreen, however that ends: by a button, Escape or the browser. */
function useIsLarge(): boolean {
  return useSyncExternalStore(
    (changed) => {
      document.addEventListener('fullscreenchange', changed);
      return () => document.removeEventListener('fullscreenchange', changed);
    },
    () => document.fullscreenElement !== null,
  );
}

function useFit(box: RefObject<HTMLDivElement | null>, asset: AssetSummary): Fitted | undefined {
  const { width, height, isPixelArt } = asset;
  const [place, setPlace] = useState<Fitted>();
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = () => {
      const origin = element.getBoundingClientRect();
      const room = { width: element.clientWidth, height: element.clientHeight };
      setPlace(fitInto({ width, height }, room, { isPixelArt, density: window.devicePixelRatio, origin }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // Also when the page is zoomed, or moved to another screen.
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [box, width, height, isPixelArt]);
  return place;
}
