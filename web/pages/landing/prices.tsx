import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { moneyText } from '#core/contract/money.ts';
import type { PublicPrice } from '#core/contract/pages/visitors.ts';
import { pricesQuery } from '../../client/queries.ts';
import { Price } from '../../shell/price.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import classes from './prices.module.css';

const number = new Intl.NumberFormat('en');

/** What is sold, and what it buys in pictures. */
export function Prices() {
  const prices = useQuery(pricesQuery);
  return (
    <section aria-labelledby="prices" className={classes.prices}>
      <h2 id="prices">What it costs</h2>
      <p className={classes.words}>
        A picture costs as many credits as its model asks, and you read how many before you pay them. Have some every
        month, or buy credits once: those never expire.
      </p>
      {prices.error && !prices.data && <ProblemAlert error={prices.error} onRetry={() => void prices.refetch()} />}
      <ul className={classes.offers}>
        {prices.data?.items.map((item) => (
          <Offer key={item.name} item={item} />
        ))}
      </ul>
      <p className={classes.words}>
        No subscription is needed. How refunds work, and when credits come back, is in the{' '}
        <Link to="/terms">terms</Link>.
      </p>
    </section>
  );
}

function Offer({ item: { kind, name, credits, price, pictures } }: { item: PublicPrice }) {
  return (
    <li className={classes.offer}>
      <h3>{name}</h3>
      <Price words={price ? moneyText(price) : 'No cost'} term={price && kind === 'plan' ? 'a month' : undefined} />
      {kind === 'plan' && (
        <p>
          <strong>{number.format(credits)} credits</strong> each month
        </p>
      )}
      <p>{picturesText(pictures)}</p>
    </li>
  );
}

const picturesText = ({ quick, best }: PublicPrice['pictures']) =>
  `${number.format(quick)} quick pictures, or ${number.format(best)} of the dearest model`;
