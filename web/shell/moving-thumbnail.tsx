import type { AssetSummary } from '#core/contract/pages/shapes.ts';
import { PixelThumbnail } from './pixel-thumbnail.tsx';
import type { ThumbnailProps } from './thumbnail-props.ts';

interface MovingThumbnailProps extends ThumbnailProps {
  moves: NonNullable<AssetSummary['moves']>;
}

/** An animation in a list: it moves, and stands still at its first frame for whoever wants less motion. */
export function MovingThumbnail({ moves: { width, height, url }, picture, ...props }: MovingThumbnailProps) {
  return <PixelThumbnail {...props} picture={{ ...picture, width, height }} movingUrl={url} />;
}
