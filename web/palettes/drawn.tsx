import type { Pixels } from '#core/pixel/picture.ts';
import { PixelPicture } from '../pixels/pixel-picture.tsx';

interface DrawnProps {
  pixels: Pixels;
  label: string;
  /** Its longest side on the page. */
  mostPx: number;
  className?: string | undefined;
}

/** Pixels with what they are below. */
export const Drawn = ({ pixels, label, mostPx, className }: DrawnProps) => (
  <figure className={className}>
    <PixelPicture pixels={pixels} sidePx={mostPx} label={label} />
    <figcaption>{label}</figcaption>
  </figure>
);
