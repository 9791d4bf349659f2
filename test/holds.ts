import fc from 'fast-check';

/** Tries a property that has no promise in it, at once. @throws with the smallest values for which it does not hold */
export function holds<Values>(property: fc.IProperty<Values>, parameters?: fc.Parameters<Values>): void {
  fc.assert(property, parameters);
}
