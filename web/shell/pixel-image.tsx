import type { ComponentPropsWithRef } from 'react';

interface PixelImageProps extends ComponentPropsWithRef<'img'> {
  src: string;
  /** What is on it; '' where the words are beside it. */
  alt: string;
  /** Enlarged without smoothing. */
  isPixelArt: boolean;
}

/** An image as it was made: pixel art keeps its edges at any size. */
export function PixelImage({ alt, isPixelArt, className, ...rest }: PixelImageProps) {
  return (
    <img
      loading="lazy"
      decoding="async"
      alt={alt}
      className={['pixel-image', className].filter(Boolean).join(' ')}
      data-pixel-art={isPixelArt || undefined}
      {...rest}
    />
  );
}
