import { useRef } from 'react';
import { thumbnailPx, thumbnailWidth } from '#core/contract/thumbnails.ts';
import { cx } from './cx.ts';
import { MovingThumbnail } from './moving-thumbnail.tsx';
import { PixelThumbnail } from './pixel-thumbnail.tsx';
import classes from './thumbnail.module.css';
import type { ThumbnailProps } from './thumbnail-props.ts';
import { useWidestPx } from './use-widest-px.ts';

/** A picture in a list, sharp on any screen. Its container sets its size, so that nothing moves when it loads. */
export function Thumbnail(props: ThumbnailProps) {
  const { picture } = props;
  if (picture.moves) return <MovingThumbnail {...props} moves={picture.moves} />;
  if (picture.isPixelArt && picture.largeThumbnailUrl === null) return <PixelThumbnail {...props} />;
  return <SmoothThumbnail {...props} />;
}

function SmoothThumbnail({ picture, alt, aboutPx = 240, isCropped = false, className }: ThumbnailProps) {
  const image = useRef<HTMLImageElement>(null);
  const widestPx = useWidestPx(image) ?? Math.round(aboutPx);
  return (
    <img
      ref={image}
      loading="lazy"
      decoding="async"
      className={cx(classes.thumbnail, className)}
      {...(picture.largeThumbnailUrl === null
        ? {}
        : { sizes: `${widestPx}px`, srcSet: setOf(picture, picture.largeThumbnailUrl) })}
      src={picture.thumbnailUrl}
      alt={alt}
      data-cropped={isCropped || undefined}
      draggable={false}
    />
  );
}

const setOf = (picture: ThumbnailProps['picture'], largeUrl: string) =>
  [
    `${picture.thumbnailUrl} ${thumbnailWidth(picture, thumbnailPx.small)}w`,
    `${largeUrl} ${thumbnailWidth(picture, thumbnailPx.large)}w`,
  ].join(', ');
