/** As much as the API takes. */
const most = 1_000_000;

/** A limit as it is typed: "500", "1,000"; null for none, NaN for what is no number. */
export function capOf(typed: string): number | null {
  const bare = typed.trim();
  if (bare === '') return null;
  return /^(\d+|\d{1,3}([,.\s’']\d{3})+)$/.test(bare) ? Number(bare.replaceAll(/\D/g, '')) : Number.NaN;
}

/** What is wrong with it; undefined: nothing. */
export function capFault(typed: string): string | undefined {
  const cap = capOf(typed);
  if (cap === null) return undefined;
  return Number.isInteger(cap) && cap >= 1 && cap <= most
    ? undefined
    : 'A whole number from 1 to 1,000,000, or nothing.';
}
