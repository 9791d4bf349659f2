import { Button } from '@mantine/core';
import { type RefObject, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { AssetSummary } from '#core/contract/shapes.ts';
import { type Fitted, fit } from './fit.ts';

/** The picture, as large as its place allows; its shape is there before it is. */
export function Stage({ asset }: { asset: AssetSummary }) {
  const box = useRef<HTMLDivElement>(null);
  const place = useFit(box, asset);
  const isLarge = useIsLarge();
  const [loadedId, setLoadedId] = useState<string>();
  return (
    <div className="stage" ref={box}>
      {place && (
        <img
          key={asset.id}
          className="stage-image"
          src={asset.imageUrl}
          alt={asset.prompt}
          onLoad={() => setLoadedId(asset.id)}
          data-whole={place.factor ?? undefined}
          style={{
            left: place.left,
            top: place.top,
            width: place.width,
            height: place.height,
            // The small one until the large one is here; not after, because pictures may be transparent.
            ...(loadedId === asset.id ? {} : { backgroundImage: `url("${asset.thumbnailUrl}")` }),
          }}
        />
      )}
      {document.fullscreenEnabled && (
        <Button
          size="xs"
          variant="default"
          className="stage-large"
          onClick={() => void (isLarge ? document.exitFullscreen() : box.current?.requestFullscreen())}
        >
          {isLarge ? 'Leave full screen' : 'Full screen'}
        </Button>
      )}
    </div>
  );
}

/** Whether the picture has the whole screen, whoever gave it back: a button, Escape, the browser. */
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
      setPlace(fit({ width, height }, room, { isPixelArt, density: window.devicePixelRatio, origin }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // Also where the page is zoomed, or moved to another screen.
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [box, width, height, isPixelArt]);
  return place;
}
