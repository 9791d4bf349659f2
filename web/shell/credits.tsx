import classes from './credits.module.css';
import { cx } from './cx.ts';

const number = new Intl.NumberFormat('en');
const signed = new Intl.NumberFormat('en', { signDisplay: 'exceptZero' });

/** "1 credit", "1,250 credits"; with `isChange` "+16 credits". */
export const creditsText = (amount: number, isChange = false) =>
  `${(isChange ? signed : number).format(amount).replace('-', '−')} ${Math.abs(amount) === 1 ? 'credit' : 'credits'}`;

interface CreditsProps {
  amount: number;
  /** Whether to show the sign. */
  isChange?: boolean;
  className?: string | undefined;
}

/** An amount of credits. */
export function Credits({ amount, isChange = false, className }: CreditsProps) {
  return <span className={cx(classes.amount, className)}>{creditsText(amount, isChange)}</span>;
}
