import type { CSSProperties } from 'react';
import type { AssetSummary } from '#core/contract/pages/shapes.ts';

/** How a picture of this shape fits into the strip: about as high as the others, a little higher if there is room. */
export const stripPlace = (ratio: number): CSSProperties => ({
  aspectRatio: ratio,
  flex: `${ratio} 1 calc(${ratio} * var(--high))`,
  maxWidth: `calc(${ratio} * var(--high) * 1.6)`,
});

/** The shape in which a picture is shown: an animation plays, so that of a frame. */
export const ratioOf = ({ moves, ...picture }: Pick<AssetSummary, 'width' | 'height' | 'moves'>): number => {
  const { width, height } = moves ?? picture;
  return width / height;
};
