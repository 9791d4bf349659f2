/** Of one account; the copies are free. */
export const mostCopiesInADay = 1_000;
