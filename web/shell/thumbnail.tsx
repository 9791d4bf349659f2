import type { AssetSummary } from '#core/contract/shapes.ts';

interface ThumbnailProps {
  picture: Pick<AssetSummary, 'thumbnailUrl' | 'isPixelArt'>;
  /** What is on it; '' where the words are beside it. */
  alt: string;
}

/** A picture in a list. Its place is given by what is around it, so that nothing moves when it arrives. */
export function Thumbnail({ picture, alt }: ThumbnailProps) {
  return (
    <img
      className="thumbnail"
      src={picture.thumbnailUrl}
      alt={alt}
      data-pixel-art={picture.isPixelArt || undefined}
      loading="lazy"
      decoding="async"
      draggable={false}
    />
  );
}
