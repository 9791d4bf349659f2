import type { AssetSummary } from '#core/contract/pages/shapes.ts';
import { cx } from './cx.ts';
import classes from './thumbnail.module.css';

interface ThumbnailProps {
  picture: Pick<AssetSummary, 'thumbnailUrl' | 'isPixelArt'>;
  /** What it shows; '' if there is text beside it. */
  alt: string;
  className?: string | undefined;
}

/** A picture in a list. Its container sets its size, so that nothing moves when it loads. */
export function Thumbnail({ picture, alt, className }: ThumbnailProps) {
  return (
    <img
      className={cx(classes.thumbnail, className)}
      src={picture.thumbnailUrl}
      alt={alt}
      data-pixel-art={picture.isPixelArt || undefined}
      loading="lazy"
      decoding="async"
      draggable={false}
    />
  );
}
