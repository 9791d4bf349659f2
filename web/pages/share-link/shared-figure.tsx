import { Button } from '@mantine/core';
import { useElementSize, useViewportSize } from '@mantine/hooks';
import { closed } from '#core/contract/isolated.ts';
import type { SharedPicture } from '#core/contract/pages/shares.ts';
import { fitInto } from '../../viewer/fit.ts';
import classes from './shared-figure.module.css';

interface SharedFigureProps {
  picture: SharedPicture;
  /** Its place among those that are shown. */
  place: { index: number; of: number };
}

/** Room for the header and the words around it. */
const aroundPx = 260;
const leastHighPx = 280;

/** One image: as large as there is room, its words, and a way to keep it. */
export function SharedFigure({ picture, place: { index, of } }: SharedFigureProps) {
  const { ref, width } = useElementSize();
  const { height } = useViewportSize();
  const isOne = of === 1;
  const name = isOne ? 'the picture' : `picture ${index + 1}`;
  const room = { width, height: isOne ? Math.max(leastHighPx, height - aroundPx) : width };
  const { moves } = picture;
  // A frame, and not the sheet: of whoever wants less motion it is the first.
  const size = fitInto(moves ?? picture, room, { isPixelArt: picture.isPixelArt, density: window.devicePixelRatio });
  return (
    <figure className={classes.figure}>
      <a
        ref={ref}
        className={classes.stage}
        href={picture.imageUrl}
        target="_blank"
        rel="noreferrer"
        style={{ height: isOne ? Math.max(leastHighPx, size.height) : width }}
        aria-label={`Open ${name} by itself`}
      >
        {width > 0 && (
          <picture>
            {moves && <source media="(prefers-reduced-motion: no-preference)" srcSet={moves.url} />}
            <img
              src={sourceOf(picture, isOne)}
              loading={index < 6 ? 'eager' : 'lazy'}
              alt={picture.prompt ?? `${isOne ? 'A picture' : `Picture ${index + 1} of ${of}`}, made with UPixel`}
              width={size.width}
              height={size.height}
              data-whole={size.factor ?? undefined}
            />
          </picture>
        )}
      </a>
      <figcaption className={classes.words}>
        {picture.prompt !== null && <p className={classes.prompt}>{closed(picture.prompt)}</p>}
        <Button
          component="a"
          href={picture.downloadUrl}
          download
          size="xs"
          variant="default"
          aria-label={`Download ${name}`}
        >
          Download
        </Button>
      </figcaption>
    </figure>
  );
}

function sourceOf({ moves, isPixelArt, ...urls }: SharedPicture, isOne: boolean): string {
  if (moves) return urls.thumbnailUrl;
  return isOne || isPixelArt ? urls.imageUrl : (urls.largeThumbnailUrl ?? urls.imageUrl);
}
