import type { Quote } from '#core/contract/pages/made.ts';
import { GetCredits } from './get-credits.tsx';
import classes from './hindrances.module.css';

/** What stands in the way of all of it. */
export function Hindrances({ quote }: { quote: Quote | undefined }) {
  const whole = quote?.hindrances.filter(({ field }) => field === null) ?? [];
  return whole.map(({ type, title, detail, next }) => (
    <div key={type} className={classes.hindrance} tabIndex={-1} data-hindrance>
      <p>
        <strong>{type === 'too_few_credits' ? 'This needs more credits' : title}.</strong> {detail} {next}
      </p>
      {needsCredits(type) && <GetCredits />}
    </div>
  ));
}

/** More credits would do. */
export const needsCredits = (type: string) => type === 'too_few_credits' || type === 'unpaid_limit';
