/** How much of a reference picture is changed: 0 keeps it, 1 keeps nothing of it. */
export const isStrength = (value: number): boolean => value >= 0 && value <= 1;

/**
 * From what people write for a strength: `0.6`, `0,6`, `60 %`, `60`. What is above 1 is per cent. Undefined if it is no number; out of range if it was
 * written so.
 */
export function strengthOf(text: string): number | undefined {
  const [, number, percent] = /^\s*(-?\d{1,4}(?:[.,]\d{1,4})?)\s*(%)?\s*$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  const value = Number(number.replace(',', '.'));
  // Two decimals of a per cent are more than any model tells apart.
  return percent !== undefined || value > 1 ? Math.round(value * 100) / 10_000 : value;
}

/** As people read it: `60 %`. */
export const strengthInWords = (strength: number): string => `${Math.round(strength * 1000) / 10} %`;
