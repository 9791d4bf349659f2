/** The longest side of the picture that chats show under a link: as large as they draw it on a dense screen. */
const linkPicturePx = 1200;

/** Its size: never larger than the image, but pixel art, whose pixels become squares by a whole factor. */
export function linkPictureSize({ width, height, isPixelArt }: { width: number; height: number; isPixelArt: boolean }) {
  const fitting = linkPicturePx / Math.max(width, height);
  const factor = fitting >= 1 ? (isPixelArt ? Math.floor(fitting) : 1) : fitting;
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
}
