/** The transfer function of IEC 61966-2-1, from a byte to light: 0 to 1. */
const light = Float64Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

/** How much light a channel of sRGB is, 0 to 1, of a byte. */
export const linearOf = (byte: number): number => light[byte & 255] ?? 0;

/** The byte of sRGB for so much light; what is below 0 or above 1 is not a colour of a screen, and is cut off. */
export function byteOf(linear: number): number {
  if (linear <= 0) return 0;
  if (linear >= 1) return 255;
  return Math.round(255 * (linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055));
}
