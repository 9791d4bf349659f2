import { type ReactNode, type RefObject, useState } from 'react';
import type { AssetSummary } from '#core/contract/pages/shapes.ts';
import { cx } from '../shell/cx.ts';
import type { Looking } from './use-view.ts';
import { type Frame, isLargerThanBox, placeOf } from './view.ts';
import classes from './viewer.module.css';

interface ViewerProps {
  box: RefObject<HTMLDivElement | null>;
  frame: Frame | undefined;
  looking: Looking;
  picture: Pick<AssetSummary, 'id' | 'imageUrl' | 'thumbnailUrl'>;
  alt: string;
  /** In place of the picture's file, in its place. */
  drawn?: ReactNode;
  /** What is seen through clear pixels; the box, if nothing is said. */
  ground?: 'checker' | 'light' | 'dark';
  /** Whether a finger moves the page, as long as the whole picture is seen. */
  isInPage?: boolean;
  className?: string | undefined;
  /** What lies over it: buttons. */
  children?: ReactNode;
}

/** A picture in its box, as somebody looks at it; the place is reserved before the picture loads. */
export function Viewer({ box, frame, looking, picture, alt, isInPage = false, className, ...parts }: ViewerProps) {
  const { drawn, ground, children } = parts;
  const [loadedId, setLoadedId] = useState<string>();
  const [failedId, setFailedId] = useState<string>();
  const place = frame && placeOf(frame, looking.view);
  const isLarger = frame !== undefined && isLargerThanBox(frame, looking.view);
  return (
    <div
      ref={box}
      className={cx(classes.viewer, className)}
      data-larger={isLarger || undefined}
      data-in-page={(isInPage && !isLarger) || undefined}
    >
      {place && ground && <div className={classes.ground} style={sidesOf(place)} data-ground={ground} />}
      {place && drawn !== undefined && (
        <div className={classes.image} style={sidesOf(place)} data-whole={place.factor ?? undefined}>
          {drawn}
        </div>
      )}
      {place && drawn === undefined && (
        <img
          key={picture.id}
          className={classes.image}
          src={picture.imageUrl}
          alt={alt}
          draggable={false}
          onLoad={() => setLoadedId(picture.id)}
          onError={() => setFailedId(picture.id)}
          data-whole={place.factor ?? undefined}
          style={{
            ...sidesOf(place),
            // The thumbnail until the picture has loaded; not afterwards, because pictures may be transparent.
            ...(loadedId === picture.id ? {} : { backgroundImage: `url("${picture.thumbnailUrl}")` }),
          }}
        />
      )}
      {failedId === picture.id && loadedId !== picture.id && (
        <p className={classes.failed} role="status">
          The picture could not be loaded; this is its thumbnail. Reload the page to try again.
        </p>
      )}
      {children}
    </div>
  );
}

const sidesOf = ({ left, top, width, height }: ReturnType<typeof placeOf>) => ({ left, top, width, height });
