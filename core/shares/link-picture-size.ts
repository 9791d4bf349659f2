import type { AssetLayout } from '../assets/layout/asset-layout.ts';
import { shownSize } from '../assets/layout/shown-size.ts';

/** The longest side of the picture that chats show under a link: as large as they draw it on a dense screen. */
const linkPicturePx = 1200;

interface Shown {
  width: number;
  height: number;
  layout: AssetLayout | null;
  isPixelArt: boolean;
}

/** Its size: never larger than the image, of frames the first, but pixel art, whose pixels become squares by a whole factor. */
export function linkPictureSize({ isPixelArt, layout, ...file }: Shown) {
  const { width, height } = shownSize(file, layout);
  const fitting = linkPicturePx / Math.max(width, height);
  const factor = fitting >= 1 ? (isPixelArt ? Math.floor(fitting) : 1) : fitting;
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
}
