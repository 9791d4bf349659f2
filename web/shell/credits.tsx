const number = new Intl.NumberFormat('en');
const signed = new Intl.NumberFormat('en', { signDisplay: 'exceptZero' });

/** "1 credit", "1,250 credits"; with `isChange` "+16 credits". */
export const creditsText = (amount: number, isChange = false) =>
  `${(isChange ? signed : number).format(amount).replace('-', '−')} ${Math.abs(amount) === 1 ? 'credit' : 'credits'}`;

/** An amount of credits. With `isChange` it has its sign. */
export function Credits({ amount, isChange = false }: { amount: number; isChange?: boolean }) {
  return <span className="credits-amount">{creditsText(amount, isChange)}</span>;
}
