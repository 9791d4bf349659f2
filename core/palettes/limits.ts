/** Of one account: more than anybody draws with, and few enough to show in one list. */
export const maxPalettes = 100;
