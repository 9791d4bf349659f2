import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { cx } from './cx.ts';
import classes from './thumbnail.module.css';
import type { ThumbnailProps } from './thumbnail-props.ts';
import { wholePlace } from './whole-factor.ts';

interface PixelThumbnailProps extends ThumbnailProps {
  /** Where it moves, for whoever wants to see that. */
  movingUrl?: string;
}

/** Pixel art in a list: by a whole factor wherever it fits. Its small version has every pixel of it, enlarged by another one. */
export function PixelThumbnail({ picture, alt, isCropped = false, className, movingUrl }: PixelThumbnailProps) {
  const box = useRef<HTMLSpanElement>(null);
  const place = useWholePlace(box, picture, isCropped);
  return (
    <span ref={box} className={cx(classes.box, className)}>
      <picture className={classes.either}>
        {movingUrl !== undefined && <source media="(prefers-reduced-motion: no-preference)" srcSet={movingUrl} />}
        <img
          loading="lazy"
          decoding="async"
          className={classes.thumbnail}
          src={picture.thumbnailUrl}
          alt={alt}
          data-cropped={isCropped || undefined}
          data-whole={typeof place === 'object' || undefined}
          data-enlarged={place === 'enlarged' || undefined}
          {...(typeof place === 'object' ? { style: place } : {})}
          draggable={false}
        />
      </picture>
    </span>
  );
}

function useWholePlace(
  box: RefObject<HTMLElement | null>,
  { width, height }: ThumbnailProps['picture'],
  isCropped: boolean,
) {
  const [place, setPlace] = useState<ReturnType<typeof wholePlace>>();
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = () => {
      const room = { width: element.clientWidth, height: element.clientHeight };
      setPlace(wholePlace({ width, height }, room, { density: window.devicePixelRatio, isCropped }));
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
  }, [box, width, height, isCropped]);
  return place;
}
