/** The pitch along an axis, in places: the same everywhere, or one that drifts evenly. */
export interface Pitch {
  /** On the whole, and where the axis begins. */
  mean: number;
  atStart: number;
  /** How much wider it is from place to place. */
  drift: number;
}

export const constantPitch = (mean: number): Pitch => ({ mean, atStart: mean, drift: 0 });

/** Never so far from the mean that a walk would meet other edges. */
export function pitchAt({ mean, atStart, drift }: Pitch, at: number): number {
  const pitch = atStart + drift * at;
  return pitch < 0.8 * mean ? 0.8 * mean : pitch > 1.25 * mean ? 1.25 * mean : pitch;
}
