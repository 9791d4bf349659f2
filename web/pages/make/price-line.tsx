import type { Hindrance, Quote } from '#core/contract/pages/made.ts';
import { creditsText } from '../../shell/credits.tsx';
import text from '../../shell/text.module.css';
import { needsCredits } from './hindrances.tsx';

interface PriceLineProps {
  /** Undefined while it is not known. */
  quote: Quote | undefined;
  count: number;
  balance: number;
  /** Whether the price is of what is written now. */
  isCurrent: boolean;
  /** What is in its way, if anything is. */
  hindrance: Hindrance | undefined;
}

/** Why it cannot be made. */
export const hindranceId = 'hindrance';
/** What it costs. */
export const priceId = 'price';

/** What it costs, and what is there to pay it: before anything costs anything. */
export function PriceLine({ quote, count, balance, isCurrent, hindrance }: PriceLineProps) {
  const has = quote?.balance ?? balance;
  const isPriced = quote !== undefined && quote.model !== null && (!hindrance || needsCredits(hindrance.type));
  return (
    <p id={priceId} tabIndex={-1} className={text.small} role="status" aria-busy={!isCurrent}>
      {hindrance && <strong id={hindranceId}>It cannot be made like this: {hindrance.title}. </strong>}
      {isPriced && (
        <>
          {quote.price === 0 ? 'It costs nothing' : `It costs ${creditsText(quote.price)}`}
          {count > 1 && quote.unitPrice > 0 && ` (${count} images at ${creditsText(quote.unitPrice)})`};{' '}
        </>
      )}
      {isPriced ? 'you' : 'You'} have {creditsText(has)}. What is not made comes back.
    </p>
  );
}
