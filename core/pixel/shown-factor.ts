/** Chats show a picture as wide as it is, and smooth what they enlarge: below this it is a stamp. */
const leastShownPx = 256;

/** By which whole factor art is enlarged where others see it, so that its longer side is long enough; 1: it is. */
export const shownFactor = ({ width, height }: { width: number; height: number }): number =>
  Math.max(1, Math.ceil(leastShownPx / Math.max(width, height)));
