import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { moneyText } from '#core/contract/money.ts';
import type { Team } from '#core/contract/pages/team.ts';
import { pricesQuery } from '../../client/queries.ts';
import { creditsText } from '../../shell/credits.tsx';
import { Price } from '../../shell/price.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import offers from '../billing/offers.module.css';
import part from '../billing/part.module.css';

/** What can be bought for a team: packs, and plans unless it has one. */
export function Buy({ team: { id, subscription } }: { team: Team }) {
  const prices = useQuery(pricesQuery);
  const sold = prices.data?.items.flatMap(({ key, price, kind, ...item }) =>
    key === null || price === null || (kind === 'plan' && subscription) ? [] : [{ key, price, kind, ...item }],
  );
  return (
    <section className={part.part} aria-labelledby="team-buy">
      <h2 id="team-buy">Buy for the team</h2>
      {prices.error && !prices.data && <ProblemAlert error={prices.error} onRetry={() => void prices.refetch()} />}
      <ul className={offers.offers}>
        {sold?.map(({ key, kind, name, credits, price }) => (
          <li key={key} className={offers.offer}>
            <h3>{name}</h3>
            <Price words={moneyText(price)} term={kind === 'plan' ? 'a month' : undefined} />
            <p className={text.soft}>{kind === 'plan' ? `${creditsText(credits)} each month` : 'Good for ever'}</p>
            <Button
              component={Link}
              to={`/buy/${key}?${new URLSearchParams({ team: id })}`}
              className={offers.way}
              fullWidth
              aria-label={`Buy ${name} for the team`}
            >
              Buy
            </Button>
          </li>
        ))}
      </ul>
      <p className={text.small}>
        The credits are the team’s; your account pays and gets the receipts. Nothing is paid before you press Stripe’s
        own button.
        {subscription && ' A plan is changed or canceled on Stripe’s page.'}
      </p>
    </section>
  );
}
