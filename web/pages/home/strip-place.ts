import type { CSSProperties } from 'react';

/** How a picture of this shape fits into the strip: about as high as the others, a little higher if there is room. */
export const stripPlace = (ratio: number): CSSProperties => ({
  aspectRatio: ratio,
  flex: `${ratio} 1 calc(${ratio} * var(--high))`,
  maxWidth: `calc(${ratio} * var(--high) * 1.6)`,
});
