/** Class names for one element; undefined ones are left out. */
export const cx = (...names: Array<string | undefined>) => names.filter(Boolean).join(' ');
